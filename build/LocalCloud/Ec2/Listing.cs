using System.Buffers.Text;
using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>How the Describe call of one kind of resource answers: by ids, filtered, page by page.</summary>
internal sealed class Listing<T>(string resultSet, string idParameter) where T : ITagged
{
    /// <summary>All resources that the caller may see.</summary>
    public required Func<Region, IEnumerable<T>> All { get; init; }

    /// <summary>Finds one by the id in the call, or refuses.</summary>
    public required Func<Region, string, T> Named { get; init; }

    /// <summary>For kinds that also have names: the parameter that lists them, and how one is found by it.</summary>
    public (string Parameter, Func<Region, string, T> Find)? ByName { get; init; }

    /// <summary>What an item shows.</summary>
    public required Func<Region, T, XElement> Show { get; init; }

    /// <summary>The values that each filter compares, by the filter's name; tags come by themselves.</summary>
    public required IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> Filters { get; init; }

    /// <summary>The answer to a call.</summary>
    public IEnumerable<XElement> Answer(AwsCall call, Region region)
    {
        var (page, next) = Page(call, Find(call, region));
        yield return Xml.Set(resultSet, page.Select(item => Show(region, item)));
        if (next is not null)
            yield return next;
    }

    /// <summary>The resources that the call asks for.</summary>
    /// <exception cref="AwsError">An id is unknown, or a filter.</exception>
    public IEnumerable<T> Find(AwsCall call, Region region)
    {
        var ids = call.List(idParameter);
        var names = ByName is null ? [] : call.List(ByName.Value.Parameter);
        var found = ids.Count + names.Count == 0
            ? All(region)
            : ids.Select(id => Named(region, id))
                .Concat(names.Select(name => ByName!.Value.Find(region, name)))
                .DistinctBy(item => item.Id)
                .ToList();
        return call.Structures("Filter")
            .Aggregate(found, (items, filter) => Matching(items, filter.Required("Name"), filter.List("Value")));
    }

    /// <summary>
    /// The page that the call asks for, and the token of the next one. Pages go by id, so what comes or goes meanwhile shifts none.
    /// </summary>
    public static (IReadOnlyList<T> Page, XElement? Next) Page(AwsCall call, IEnumerable<T> found)
    {
        var after = call["NextToken"] is { Length: > 0 } token ? Decode(token) : "";
        var rest = found.Where(item => string.CompareOrdinal(item.Id, after) > 0).OrderBy(item => item.Id, StringComparer.Ordinal);
        if (call.Number("MaxResults") is not { } most)
            return ([.. rest], null);
        var page = rest.Take(most + 1).ToList();
        return page.Count <= most
            ? (page, null)
            : (page[..most], new XElement("nextToken", Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page[most - 1].Id))));
    }

    private IEnumerable<T> Matching(IEnumerable<T> items, string name, IReadOnlyList<string> wanted)
    {
        bool Any(IEnumerable<string?> values) => values.Any(value => Wildcards.Match(wanted, value));

        if (name.StartsWith("tag:", StringComparison.Ordinal))
            return items.Where(item => item.Tags.TryGetValue(name[4..], out var value) && Any([value]));
        if (name == "tag-key")
            return items.Where(item => Any(item.Tags.Keys));
        return Filters.TryGetValue(name, out var values)
            ? items.Where(item => Any(values(item)))
            : throw new AwsError("InvalidParameterValue", $"The filter '{name}' is invalid");
    }

    private static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            throw new AwsError("InvalidNextToken", "The token that was passed is not valid.");
        }
    }
}
