using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Bundt.Cloud.Environments;

/// <summary>Reads numbers and words of a choice, and says what was expected where there is something else.</summary>
internal sealed class PlainValueConverter : IYamlTypeConverter
{
    /// <inheritdoc />
    public bool Accepts(Type type) => Plain(type) is var plain && (plain == typeof(int) || plain == typeof(double) || plain == typeof(bool) || plain.IsEnum);

    /// <inheritdoc />
    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        if (!parser.TryConsume<Scalar>(out var scalar))
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"expected {Expected(Plain(type))} here, and not a list or a section");
        return Read(Plain(type), scalar.Value)
            ?? throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not what belongs here: expected {Expected(Plain(type))}");
    }

    /// <inheritdoc />
    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        emitter.Emit(new Scalar(value is Enum ? Word($"{value}") : string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant()));

    private static object? Read(Type type, string text) =>
        type == typeof(int) ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null
        : type == typeof(double) ? double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null
        : type == typeof(bool) ? text switch { "true" => true, "false" => false, _ => null }
        : Enum.GetNames(type).FirstOrDefault(name => Word(name) == text) is { } chosen ? Enum.Parse(type, chosen) : null;

    private static string Expected(Type type) =>
        type == typeof(int) ? "a whole number" : type == typeof(double) ? "a number" : type == typeof(bool) ? "true or false" : string.Join(" or ", Enum.GetNames(type).Select(Word));

    // A choice of several words is written with hyphens.
    private static string Word(string name) =>
        string.Concat(name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
