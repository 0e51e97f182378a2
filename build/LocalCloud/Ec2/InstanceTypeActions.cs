using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The instance types on offer, and where.</summary>
internal sealed class InstanceTypeActions(Cloud cloud)
{
    private static readonly Dictionary<string, Func<Offering, IEnumerable<string?>>> OfferingFilters = new()
    {
        ["instance-type"] = offering => [offering.Type],
        ["location"] = offering => [offering.Location],
    };

    private static readonly Dictionary<string, Func<string, IEnumerable<string?>>> TypeFilters = new()
    {
        ["instance-type"] = type => [type],
        ["current-generation"] = _ => ["true"],
        ["bare-metal"] = _ => ["false"],
        ["hypervisor"] = type => [InstanceTypes.Hypervisor(type)],
        ["burstable-performance-supported"] = type => [InstanceTypes.IsBurstable(type) ? "true" : "false"],
        ["processor-info.supported-architecture"] = type => [InstanceTypes.Architecture(type)],
        ["vcpu-info.default-vcpus"] = type => [$"{InstanceTypes.Known[type].Processors}"],
        ["memory-info.size-in-mib"] = type => [$"{InstanceTypes.Known[type].Memory}"],
        ["supported-root-device-type"] = _ => ["ebs"],
        ["supported-usage-class"] = _ => ["on-demand", "spot"],
        ["supported-virtualization-type"] = _ => ["hvm"],
        ["network-info.ena-support"] = type => [InstanceTypes.EnaSupport(type)],
        ["network-info.network-performance"] = type => [InstanceTypeNetwork.Of(type).Performance],
        ["supported-boot-mode"] = InstanceTypes.BootModes,
        ["instance-storage-supported"] = _ => ["false"],
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "DescribeInstanceTypeOfferings", Offerings);
        table.Add("ec2", "DescribeInstanceTypes", Types);
    }

    private IEnumerable<XElement> Offerings(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var kind = call["LocationType"] ?? "region";
        IEnumerable<string> locations = kind switch
        {
            "region" => [region.Name],
            "availability-zone" => region.Zones,
            "availability-zone-id" => region.Zones.Select(ZoneActions.ZoneId),
            _ => throw new AwsError("InvalidParameterValue", $"Value ({kind}) for parameter LocationType is invalid."),
        };
        var all = InstanceTypes.Known.Keys.SelectMany(type => locations.Select(location => new Offering(type, location)));
        var found = Filters.Matching(call, all, OfferingFilters);
        var (page, next) = Pages.Of(call, found, offering => $"{offering.Type} {offering.Location}");
        yield return Xml.Set("instanceTypeOfferingSet", page.Select(offering => Xml.Item(
            new XElement("instanceType", offering.Type),
            new XElement("locationType", kind),
            new XElement("location", offering.Location))));
        if (next is not null)
            yield return next;
    }

    private static IEnumerable<XElement> Types(AwsCall call)
    {
        var named = call.List("InstanceType");
        if (named.Where(name => !InstanceTypes.Known.ContainsKey(name)).ToList() is { Count: > 0 } unknown)
            throw new AwsError("InvalidInstanceType", $"The following supplied instance types do not exist: [{string.Join(", ", unknown)}]");
        var asked = InstanceTypes.Known.Keys.Where(type => named.Count == 0 || named.Contains(type));
        var (page, next) = Pages.Of(call, Filters.Matching(call, asked, TypeFilters), type => type, 5, 100);
        yield return Xml.Set("instanceTypeSet", page.Select(InstanceTypeXml.Show));
        if (next is not null)
            yield return next;
    }

    private sealed record Offering(string Type, string Location);
}
