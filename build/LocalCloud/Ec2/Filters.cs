using System.Globalization;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// The filters of a describe call: an item must match all of them, each with any of its values, in which <c>*</c>, <c>?</c> and <c>\</c> are
/// special. Source: "List and filter your resources", Amazon EC2 User Guide.
/// </summary>
internal static class Filters
{
    private const int MostValues = 200;

    /// <summary>The items that match.</summary>
    /// <param name="call">The call.</param>
    /// <param name="items">All items.</param>
    /// <param name="known">The values that each filter compares, by its name.</param>
    /// <param name="tags">An item's tags, for <c>tag:KEY</c> and <c>tag-key</c>; null for kinds without.</param>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>, <c>FilterLimitExceeded</c>.</exception>
    public static IEnumerable<T> Matching<T>(
        AwsCall call,
        IEnumerable<T> items,
        IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> known,
        Func<T, IReadOnlyDictionary<string, string>>? tags = null)
    {
        var filters = call.Structures("Filter")
            .Select(filter => (Values: Values(filter["Name"], known, tags), Patterns: filter.List("Value")))
            .ToList();
        if (filters.Sum(filter => filter.Patterns.Count) > MostValues)
        {
            throw new AwsError("FilterLimitExceeded", string.Create(
                CultureInfo.InvariantCulture, $"The maximum number of filter values specified on a single call is {MostValues}"));
        }

        return items.Where(item => filters.TrueForAll(filter =>
            filter.Values(item).Any(value => Wildcards.Match(filter.Patterns, value))));
    }

    private static Func<T, IEnumerable<string?>> Values<T>(
        string? name,
        IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> known,
        Func<T, IReadOnlyDictionary<string, string>>? tags) => name switch
        {
            ['t', 'a', 'g', ':', .. var key] when tags is not null => item => [tags(item).GetValueOrDefault(key)],
            "tag-key" when tags is not null => item => tags(item).Keys,
            not null when known.TryGetValue(name, out var values) => values,
            _ => throw new AwsError("InvalidParameterValue", $"The filter '{name ?? "null"}' is invalid"),
        };
}
