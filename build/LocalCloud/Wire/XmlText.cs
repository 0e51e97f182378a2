using System.Xml;

namespace Bundt.LocalCloud.Wire;

/// <summary>Text that somebody sent, for an answer that repeats it.</summary>
internal static class XmlText
{
    /// <summary>The text without what XML cannot hold.</summary>
    public static string Of(string text) => string.Concat(text.Where((letter, place) => IsFit(text, place, letter)));

    private static bool IsFit(string text, int place, char letter) =>
        XmlConvert.IsXmlChar(letter)
        || (char.IsHighSurrogate(letter) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]))
        || (char.IsLowSurrogate(letter) && place > 0 && char.IsHighSurrogate(text[place - 1]));
}
