using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The elements that EC2's answers are made of.</summary>
internal static class Xml
{
    /// <summary>The answer of actions that have nothing to tell.</summary>
    public static IEnumerable<XElement> Done => [new XElement("return", true)];

    /// <summary>An element with a value, or nothing when there is no value.</summary>
    public static XElement? Text(string name, object? value) => value is null ? null : new XElement(name, value);

    /// <summary>A time (UTC) as EC2 writes it.</summary>
    public static XElement Time(string name, DateTimeOffset time) => new(name, AwsTime.Text(time));

    /// <summary>An element of a list.</summary>
    public static XElement Item(params object?[] content) => new("item", content);

    /// <summary>A list of items.</summary>
    public static XElement Set(string name, IEnumerable<XElement> items) => new(name, items);

    /// <summary>A resource's tags.</summary>
    public static XElement Tags(IReadOnlyDictionary<string, string> tags) =>
        Set("tagSet", tags.Select(tag => Item(new XElement("key", tag.Key), new XElement("value", tag.Value))));

    /// <summary>A reason such as <c>Client.UserInitiatedShutdown: User initiated shutdown</c>, or nothing when there is none.</summary>
    public static XElement? Reason(string? reason) => reason is null
        ? null
        : new XElement("stateReason", new XElement("code", reason.Split(':')[0]), new XElement("message", reason));
}
