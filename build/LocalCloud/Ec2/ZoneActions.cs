using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Regions and availability zones.</summary>
internal sealed class ZoneActions(Cloud cloud)
{
    private const string OptIn = "opt-in-not-required";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "DescribeRegions", DescribeRegions);
        table.Add("ec2", "DescribeAvailabilityZones", DescribeZones);
    }

    /// <summary>The id that a zone has in every account.</summary>
    public static string ZoneId(string zone)
    {
        var parts = zone[..^1].Split('-');
        return $"{parts[0]}{string.Concat(parts[1..^1].Select(part => part[0]))}{parts[^1]}-az{1 + zone[^1] - 'a'}";
    }

    private static IEnumerable<XElement> DescribeRegions(AwsCall call)
    {
        var named = call.List("RegionName");
        if (named.FirstOrDefault(name => !Regions.Names.Contains(name)) is { } unknown)
            throw new AwsError("InvalidParameterValue", $"Invalid region names: [{unknown}]");
        yield return Xml.Set("regionInfo", Matching(call, Regions.Names.Where(name => named.Count == 0 || named.Contains(name)), new()
        {
            ["region-name"] = name => [name],
            ["endpoint"] = name => [Endpoint(name)],
            ["opt-in-status"] = _ => [OptIn],
        })
            .Select(name => Xml.Item(
                new XElement("regionName", name),
                new XElement("regionEndpoint", Endpoint(name)),
                new XElement("optInStatus", OptIn))));
    }

    private IEnumerable<XElement> DescribeZones(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (names, ids) = (call.List("ZoneName"), call.List("ZoneId"));
        if (names.FirstOrDefault(name => !region.Zones.Contains(name)) is { } unknown)
            throw new AwsError("InvalidParameterValue", $"Invalid availability zones: [{unknown}]");
        if (ids.FirstOrDefault(id => !region.Zones.Any(zone => ZoneId(zone) == id)) is { } other)
            throw new AwsError("InvalidParameterValue", $"Invalid availability zone-id: [{other}]");
        var asked = region.Zones.Where(zone => names.Count + ids.Count == 0 || names.Contains(zone) || ids.Contains(ZoneId(zone)));
        yield return Xml.Set("availabilityZoneInfo", Matching(call, asked, new()
        {
            ["zone-name"] = zone => [zone],
            ["zone-id"] = zone => [ZoneId(zone)],
            ["group-name"] = _ => [region.Name],
            ["state"] = _ => ["available"],
            ["region-name"] = _ => [region.Name],
            ["zone-type"] = _ => ["availability-zone"],
            ["opt-in-status"] = _ => [OptIn],
        })
            .Select(zone => Xml.Item(
                new XElement("optInStatus", OptIn),
                new XElement("zoneName", zone),
                new XElement("zoneId", ZoneId(zone)),
                new XElement("zoneState", "available"),
                new XElement("zoneType", "availability-zone"),
                new XElement("regionName", region.Name),
                new XElement("groupName", region.Name),
                new XElement("networkBorderGroup", region.Name),
                new XElement("messageSet"))));
    }

    private static string Endpoint(string region) => $"ec2.{region}.amazonaws.com";

    private static IEnumerable<string> Matching(
        AwsCall call, IEnumerable<string> names, Dictionary<string, Func<string, IEnumerable<string?>>> known) =>
        Filters.Matching(call, names, known);
}
