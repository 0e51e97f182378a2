using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Attributes as they come and go over the wire.</summary>
internal static class AttributeWire
{
    /// <summary>The attributes that a call sets.</summary>
    /// <param name="call">The call.</param>
    /// <param name="known">All that there are.</param>
    /// <param name="owner">What they are attributes of, for people.</param>
    /// <exception cref="AwsError"><c>ValidationError</c>: none is set, there is no such attribute, or its value is not possible.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(
        AwsCall call, IReadOnlyDictionary<string, AttributeRule> known, string owner)
    {
        call.Demand("Attributes");
        return [.. call.Structures("Attributes").Select(attribute =>
        {
            var (key, value) = (attribute.Required("Key"), attribute["Value"] ?? "");
            if (!known.TryGetValue(key, out var rule))
                throw new AwsError("ValidationError", $"{owner} attribute key '{key}' is not recognized");
            return rule.Allows(value)
                ? KeyValuePair.Create(key, value)
                : throw new AwsError("ValidationError", $"'{key}' must be {rule.Wanted}, not '{value}'");
        })];
    }

    /// <summary>All attributes, as set or as they are at first.</summary>
    public static XElement Show(
        ImmutableSortedDictionary<string, AttributeRule> known, ImmutableSortedDictionary<string, string> set) =>
        Answer.Members("Attributes", known.Select(attribute => Answer.Member(
            new XElement("Key", attribute.Key), new XElement("Value", set.GetValueOrDefault(attribute.Key) ?? attribute.Value.First))));
}
