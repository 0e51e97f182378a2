using System.Xml.Linq;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Reads answers of actions.</summary>
internal static class Answers
{
    /// <summary>The text of the first element of that name.</summary>
    public static string One(this XElement answer, string name) => answer.Descendants(name).First().Value;

    /// <summary>The texts of all elements of that name.</summary>
    public static IReadOnlyList<string> All(this XElement answer, string name) => [.. answer.Descendants(name).Select(element => element.Value)];
}
