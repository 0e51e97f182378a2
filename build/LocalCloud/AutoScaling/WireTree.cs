using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>
/// Structures that are only kept and shown (a mixed instances policy, a target tracking configuration): their wire parameters, flat as
/// they were sent, and back as the elements of an answer. Nothing is lost of a member that this cloud does not know.
/// </summary>
public static class WireTree
{
    /// <summary>Those of the call's parameters that have one of the names, with everything below them.</summary>
    public static ImmutableSortedDictionary<string, string> Take(AwsCall call, params IReadOnlyList<string> names) => call.Parameters
        .Where(pair => names.Any(name => pair.Key == name || pair.Key.StartsWith(name + ".", StringComparison.Ordinal)))
        .ToImmutableSortedDictionary();

    /// <summary>Older settings, with those that came anew in place of their like.</summary>
    public static ImmutableSortedDictionary<string, string> Merge(
        ImmutableSortedDictionary<string, string> before, ImmutableSortedDictionary<string, string> sent)
    {
        var replaced = sent.Keys.Select(Root).ToHashSet();
        return before.RemoveRange(before.Keys.Where(key => replaced.Contains(Root(key)))).SetItems(sent);
    }

    /// <summary>The elements that say the same as the parameters.</summary>
    public static IEnumerable<XElement> Elements(IEnumerable<KeyValuePair<string, string>> parameters) => parameters
        .GroupBy(pair => Root(pair.Key), pair => KeyValuePair.Create(Below(pair.Key), pair.Value))
        .SelectMany(group => group.Key == "member" ? Members(group) : [Element(group.Key, group)]);

    private static IEnumerable<XElement> Members(IEnumerable<KeyValuePair<string, string>> parameters) => parameters
        .GroupBy(pair => Root(pair.Key), pair => KeyValuePair.Create(Below(pair.Key), pair.Value))
        .OrderBy(group => int.Parse(group.Key, CultureInfo.InvariantCulture))
        .Select(group => Element("member", group));

    private static XElement Element(string name, IEnumerable<KeyValuePair<string, string>> parameters) =>
        parameters.ToList() is [{ Key: "", Value: var value }] ? new XElement(name, value) : new XElement(name, Elements(parameters));

    private static string Root(string key) => key.Split('.', 2)[0];

    private static string Below(string key) => key.Split('.', 2) is [_, var rest] ? rest : "";
}
