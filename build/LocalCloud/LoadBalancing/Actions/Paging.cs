using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Pages of Elastic Load Balancing: <c>Marker</c> and <c>PageSize</c>, at most 400 elements.</summary>
internal static class Paging
{
    public static IEnumerable<XElement> Of(AwsCall call, string name, IEnumerable<XElement> members)
    {
        var all = members.ToList();
        var begin = call["Marker"] is { Length: > 0 } marker
            ? int.TryParse(marker, CultureInfo.InvariantCulture, out var at) && at <= all.Count ? at : throw new AwsError("ValidationError", $"Invalid marker '{marker}'")
            : 0;
        var size = Math.Clamp(call.Number("PageSize") ?? 400, 1, 400);
        yield return new XElement(name, all.Skip(begin).Take(size));
        if (begin + size < all.Count)
            yield return new XElement("NextMarker", begin + size);
    }
}
