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
        ["hypervisor"] = type => [Hypervisor(type)],
        ["burstable-performance-supported"] = type => [IsBurstable(type) ? "true" : "false"],
        ["processor-info.supported-architecture"] = type => [InstanceTypes.Architecture(type)],
        ["vcpu-info.default-vcpus"] = type => [$"{InstanceTypes.Known[type].Processors}"],
        ["memory-info.size-in-mib"] = type => [$"{InstanceTypes.Known[type].Memory}"],
        ["supported-root-device-type"] = _ => ["ebs"],
        ["supported-usage-class"] = _ => ["on-demand", "spot"],
        ["supported-virtualization-type"] = _ => ["hvm"],
        ["network-info.ena-support"] = _ => ["required"],
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
        yield return Xml.Set("instanceTypeSet", page.Select(Show));
        if (next is not null)
            yield return next;
    }

    private static XElement Show(string type)
    {
        var (processors, memory) = InstanceTypes.Known[type];
        var threads = InstanceTypes.Architecture(type) == "arm64" ? 1 : 2;
        return Xml.Item(
            new XElement("instanceType", type),
            new XElement("currentGeneration", true),
            new XElement("freeTierEligible", type is "t2.micro" or "t3.micro"),
            new XElement("bareMetal", false),
            new XElement("hypervisor", Hypervisor(type)),
            new XElement("burstablePerformanceSupported", IsBurstable(type)),
            new XElement("instanceStorageSupported", false),
            new XElement("hibernationSupported", false),
            new XElement("dedicatedHostsSupported", false),
            new XElement("autoRecoverySupported", true),
            Values("supportedUsageClasses", "on-demand", "spot"),
            Values("supportedRootDeviceTypes", "ebs"),
            Values("supportedVirtualizationTypes", "hvm"),
            new XElement("processorInfo", Values("supportedArchitectures", InstanceTypes.Architecture(type))),
            new XElement(
                "vCpuInfo",
                new XElement("defaultVCpus", processors),
                new XElement("defaultCores", processors / threads),
                new XElement("defaultThreadsPerCore", threads)),
            new XElement("memoryInfo", new XElement("sizeInMiB", memory)),
            new XElement(
                "networkInfo",
                new XElement("maximumNetworkInterfaces", 2),
                new XElement("maximumNetworkCards", 1),
                new XElement("ipv4AddressesPerInterface", 2),
                new XElement("ipv6AddressesPerInterface", 2),
                new XElement("ipv6Supported", true),
                new XElement("enaSupport", "required"),
                new XElement("efaSupported", false)),
            new XElement("ebsInfo", new XElement("ebsOptimizedSupport", "default"), new XElement("encryptionSupport", "supported")));
    }

    private static string Hypervisor(string type) => type.StartsWith("t2.", StringComparison.Ordinal) ? "xen" : "nitro";

    private static bool IsBurstable(string type) => type[0] == 't';

    private static XElement Values(string name, params ReadOnlySpan<string> values) =>
        new(name, values.ToArray().Select(value => new XElement("item", value)));

    private sealed record Offering(string Type, string Location);
}
