using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The elements that answers are made of.</summary>
internal static class Answer
{
    /// <summary>The answer of actions that have nothing to tell.</summary>
    public static IEnumerable<XElement> Nothing => [];

    /// <summary>A list.</summary>
    public static XElement Members(string name, IEnumerable<XElement> members) => new(name, members);

    /// <summary>A list of plain values.</summary>
    public static XElement Values(string name, IEnumerable<string> values) =>
        new(name, values.Select(value => new XElement("member", value)));

    /// <summary>An element of a list.</summary>
    public static XElement Member(params object?[] content) => new("member", content);

    /// <summary>An element with a value, or nothing when there is no value.</summary>
    public static XElement? Text(string name, object? value) => value is null ? null : new XElement(name, value);

    /// <summary>A time (UTC).</summary>
    public static XElement Time(string name, DateTimeOffset time) =>
        new(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>The tags that a call gives.</summary>
    /// <exception cref="AwsError"><c>DuplicateTagKeys</c>, <c>TooManyTags</c>.</exception>
    public static ImmutableSortedDictionary<string, string> Tags(AwsCall call)
    {
        var tags = call.Structures("Tags").Select(tag => KeyValuePair.Create(tag.Required("Key"), tag["Value"] ?? "")).ToList();
        return tags.DistinctBy(tag => tag.Key).Count() == tags.Count
            ? Few(tags.ToImmutableSortedDictionary())
            : throw new AwsError("DuplicateTagKeys", "A tag key was specified more than once");
    }

    /// <summary>The tags of a resource, which has at most 50. Source: "Tag restrictions", user guide for Application Load Balancers.</summary>
    /// <exception cref="AwsError"><c>TooManyTags</c>.</exception>
    public static ImmutableSortedDictionary<string, string> Few(ImmutableSortedDictionary<string, string> tags) => tags.Count <= Quotas.Tags
        ? tags
        : throw new AwsError("TooManyTags", $"The maximum number of tags of a resource is '{Quotas.Tags}'");

    /// <summary>Refuses a call that names more than it may.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static void AtMost(int most, string what, int named)
    {
        if (named > most)
            throw new AwsError("ValidationError", $"The number of {what} cannot exceed '{most}', but '{named}' were specified");
    }

    /// <summary>
    /// The page that the call asks for. Pages go by a key, so what comes or goes shifts none; <paramref name="key"/> sorts as text.
    /// </summary>
    /// <exception cref="AwsError"><c>ValidationError</c> for a size that is not 1 to 400.</exception>
    public static IEnumerable<XElement> Page<T>(
        AwsCall call, string name, IEnumerable<T> found, Func<T, string> key, Func<T, XElement> show)
    {
        var size = call.Number("PageSize") ?? 400;
        if (size is < 1 or > 400)
            throw new AwsError("ValidationError", $"Page size '{size}' must be between '1' and '400' inclusive");
        var page = found
            .Where(item => call["Marker"] is not { Length: > 0 } marker || string.CompareOrdinal(key(item), marker) > 0)
            .OrderBy(key, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        yield return Members(name, page.Take(size).Select(show));
        if (page.Count > size)
            yield return new XElement("NextMarker", key(page[size - 1]));
    }
}
