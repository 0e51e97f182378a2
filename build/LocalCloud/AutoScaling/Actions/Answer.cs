using System.Globalization;
using System.Xml.Linq;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Elements of an answer, with values as AWS writes them.</summary>
internal static class Answer
{
    /// <summary>The answer of an action that has none.</summary>
    public static IEnumerable<XElement> Nothing { get; } = [];

    /// <summary>An element with a value.</summary>
    public static XElement Value(string name, object value) => new(name, value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value
    });

    /// <summary>An element with a value, or nothing when there is none.</summary>
    public static XElement? Optional(string name, object? value) => value is null ? null : Value(name, value);

    /// <summary>A list of plain values.</summary>
    public static XElement List(string name, IEnumerable<string> values) =>
        new(name, values.Select(value => new XElement("member", value)));

    /// <summary>A list of structures, each given as its members.</summary>
    public static XElement List(string name, IEnumerable<IEnumerable<XElement?>> structures) =>
        new(name, structures.Select(members => new XElement("member", members)));
}
