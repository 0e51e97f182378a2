using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Regions, availability zones and the instance types that they offer.</summary>
internal sealed class ZoneActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "DescribeRegions", DescribeRegions);
        table.Add("ec2", "DescribeAvailabilityZones", DescribeZones);
        table.Add("ec2", "DescribeInstanceTypeOfferings", DescribeOfferings);
        table.Add("ec2", "DescribeInstanceTypes", DescribeTypes);
        table.Add("ec2", "DescribeAccountAttributes", DescribeAccount);
    }

    /// <summary>The id that a zone has in every account.</summary>
    public static string ZoneId(Region region, string zone)
    {
        var parts = region.Name.Split('-');
        return $"{parts[0]}{string.Concat(parts[1..^1].Select(part => part[0]))}{parts[^1]}-az{1 + zone[^1] - 'a'}";
    }

    private static IEnumerable<XElement> DescribeRegions(AwsCall call)
    {
        var named = call.List("RegionName");
        if (named.FirstOrDefault(name => !Regions.Names.Contains(name)) is { } unknown)
            throw new AwsError("InvalidParameterValue", $"Invalid region names: [{unknown}]");
        yield return Xml.Set("regionInfo", Regions.Names
            .Where(name => named.Count == 0 || named.Contains(name))
            .Where(name => Matches(call, ("region-name", name)))
            .Select(name => Xml.Item(
                new XElement("regionName", name),
                new XElement("regionEndpoint", $"ec2.{name}.amazonaws.com"),
                new XElement("optInStatus", "opt-in-not-required"))));
    }

    private IEnumerable<XElement> DescribeZones(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var named = call.List("ZoneName");
        yield return Xml.Set("availabilityZoneInfo", region.Zones
            .Where(zone => named.Count == 0 || named.Contains(zone))
            .Where(zone => Matches(
                call,
                ("zone-name", zone),
                ("zone-id", ZoneId(region, zone)),
                ("state", "available"),
                ("region-name", region.Name),
                ("zone-type", "availability-zone"),
                ("opt-in-status", "opt-in-not-required")))
            .Select(zone => Xml.Item(
                new XElement("optInStatus", "opt-in-not-required"),
                new XElement("zoneName", zone),
                new XElement("zoneId", ZoneId(region, zone)),
                new XElement("zoneState", "available"),
                new XElement("zoneType", "availability-zone"),
                new XElement("regionName", region.Name),
                new XElement("groupName", region.Name),
                new XElement("networkBorderGroup", region.Name),
                new XElement("messageSet"))));
    }

    private IEnumerable<XElement> DescribeOfferings(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var kind = call["LocationType"] ?? "region";
        var locations = kind switch
        {
            "availability-zone" => region.Zones,
            "availability-zone-id" => [.. region.Zones.Select(zone => ZoneId(region, zone))],
            _ => [region.Name],
        };
        yield return Xml.Set("instanceTypeOfferingSet",
            from type in InstanceTypes.Known.Keys
            from location in locations
            where Matches(call, ("instance-type", type), ("location", location))
            select Xml.Item(new XElement("instanceType", type), new XElement("locationType", kind), new XElement("location", location)));
    }

    private static IEnumerable<XElement> DescribeTypes(AwsCall call)
    {
        var named = call.List("InstanceType");
        if (named.Where(name => !InstanceTypes.Known.ContainsKey(name)).ToList() is { Count: > 0 } unknown)
            throw new AwsError("InvalidInstanceType", $"The following instance types do not exist: [{string.Join(", ", unknown)}]");
        yield return Xml.Set("instanceTypeSet", InstanceTypes.Known
            .Where(type => named.Count == 0 || named.Contains(type.Key))
            .Where(type => Matches(call, ("instance-type", type.Key), ("current-generation", "true")))
            .Select(type => Xml.Item(
                new XElement("instanceType", type.Key),
                new XElement("currentGeneration", true),
                new XElement("burstablePerformanceSupported", type.Key[0] == 't'),
                Xml.Set("supportedRootDeviceTypes", [new XElement("item", "ebs")]),
                Xml.Set("supportedVirtualizationTypes", [new XElement("item", "hvm")]),
                new XElement("processorInfo", Xml.Set("supportedArchitectures", [new XElement("item", "x86_64")])),
                new XElement("vCpuInfo", new XElement("defaultVCpus", type.Value.Processors)),
                new XElement("memoryInfo", new XElement("sizeInMiB", type.Value.Memory)))));
    }

    private static IEnumerable<XElement> DescribeAccount(AwsCall call)
    {
        yield return Xml.Set("accountAttributeSet", [Xml.Item(
            new XElement("attributeName", "supported-platforms"),
            Xml.Set("attributeValueSet", [Xml.Item(new XElement("attributeValue", "VPC"))]))]);
    }

    private static bool Matches(AwsCall call, params (string Name, string Value)[] values) => call.Structures("Filter").All(filter =>
    {
        var name = filter.Required("Name");
        var known = values.Where(value => value.Name == name).ToList();
        return known.Count > 0
            ? Wildcards.Match(filter.List("Value"), known[0].Value)
            : throw new AwsError("InvalidParameterValue", $"The filter '{name}' is invalid");
    });
}
