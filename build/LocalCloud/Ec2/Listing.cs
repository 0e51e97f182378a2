using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>How the Describe call of one kind of resource answers: by ids, filtered, page by page.</summary>
internal sealed class Listing<T>(string resultSet, string idParameter) where T : ITagged
{
    /// <summary>All resources that the caller may see.</summary>
    public required Func<Region, IEnumerable<T>> All { get; init; }

    /// <summary>Finds one by the id in the call, or refuses; null for one that the answer leaves out.</summary>
    public required Func<Region, string, T?> Named { get; init; }

    /// <summary>For kinds that also have names: the parameter that lists them, and how one is found by it.</summary>
    public (string Parameter, Func<Region, string, T> Find)? ByName { get; init; }

    /// <summary>What an item shows.</summary>
    public required Func<Region, T, XElement> Show { get; init; }

    /// <summary>The values that each filter compares, by the filter's name; tags come by themselves.</summary>
    public required IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> Filters { get; init; }

    /// <summary>The tags that filters compare.</summary>
    public Func<T, IReadOnlyDictionary<string, string>> Tags { get; init; } = item => item.Tags;

    /// <summary>The least and the most items that a page may be asked to have.</summary>
    public (int Least, int Most) PageSizes { get; init; } = (5, 1000);

    /// <summary>Whether a call that names ids may ask for pages: for instances and network interfaces the API Reference forbids it.</summary>
    public bool PagesNamed { get; init; } = true;

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
        if (!PagesNamed && ids.Count > 0 && call.Number("MaxResults") is not null)
        {
            throw new AwsError(
                "InvalidParameterCombination", $"The parameter {idParameter} cannot be used with the parameter maxResults");
        }

        var names = ByName is null ? [] : call.List(ByName.Value.Parameter);
        var found = ids.Count + names.Count == 0
            ? All(region)
            : ids.Select(id => Named(region, id))
                .OfType<T>()
                .Concat(names.Select(name => ByName!.Value.Find(region, name)))
                .DistinctBy(item => item.Id)
                .ToList();
        return Ec2.Filters.Matching(call, found, Filters, Tags);
    }

    /// <summary>The page that the call asks for, and the token of the next one.</summary>
    public (IReadOnlyList<T> Page, XElement? Next) Page(AwsCall call, IEnumerable<T> found) =>
        Pages.Of(call, found, item => item.Id, PageSizes.Least, PageSizes.Most);
}
