using System.Xml.Linq;

namespace Bundt.LocalCloud.Ec2;

/// <summary>How instance types look in EC2's answers. What no instance can do here, such as to hibernate, none is said to support.</summary>
internal static class InstanceTypeXml
{
    private const string Unsupported = "unsupported";

    /// <summary>Whether its network is encrypted between instances. Source: "Encryption in transit", Amazon EC2 User Guide.</summary>
    private static readonly string[] Encrypting = ["6i", "6a", "7i", "7a", "7g"];

    /// <summary>One type.</summary>
    public static XElement Show(string type) => Xml.Item(
        new XElement("instanceType", type),
        new XElement("currentGeneration", true),
        new XElement("freeTierEligible", type is "t3.micro" or "t3.small" or "t4g.micro" or "t4g.small"),
        new XElement("bareMetal", false),
        new XElement("hypervisor", InstanceTypes.Hypervisor(type)),
        new XElement("burstablePerformanceSupported", InstanceTypes.IsBurstable(type)),
        new XElement("instanceStorageSupported", false),
        new XElement("hibernationSupported", false),
        new XElement("dedicatedHostsSupported", false),
        new XElement("autoRecoverySupported", true),
        new XElement("nitroEnclavesSupport", Unsupported),
        new XElement("nitroTpmSupport", Unsupported),
        new XElement("phcSupport", Unsupported),
        Values("supportedUsageClasses", "on-demand", "spot"),
        Values("supportedRootDeviceTypes", "ebs"),
        Values("supportedVirtualizationTypes", "hvm"),
        Values("supportedBootModes", InstanceTypes.BootModes(type)),
        new XElement("placementGroupInfo", Values(
            "supportedStrategies", InstanceTypes.IsBurstable(type) ? ["partition", "spread"] : ["cluster", "partition", "spread"])),
        new XElement(
            "processorInfo",
            Values("supportedArchitectures", InstanceTypes.Architecture(type)),
            new XElement("sustainedClockSpeedInGhz", InstanceTypes.ClockSpeed(type)),
            new XElement("manufacturer", InstanceTypes.Manufacturer(type))),
        Processors(type),
        new XElement("memoryInfo", new XElement("sizeInMiB", InstanceTypes.Known[type].Memory)),
        Network(type),
        Volumes(type));

    private static XElement Processors(string type)
    {
        var (processors, threads) = (InstanceTypes.Known[type].Processors, InstanceTypes.ThreadsPerCore(type));
        return new XElement(
            "vCpuInfo",
            new XElement("defaultVCpus", processors),
            new XElement("defaultCores", processors / threads),
            new XElement("defaultThreadsPerCore", threads),
            Values("validThreadsPerCore", threads == 1 ? ["1"] : ["1", "2"]));
    }

    private static XElement Network(string type)
    {
        var network = InstanceTypeNetwork.Of(type);
        var performance = new XElement("networkPerformance", network.Performance);
        var interfaces = new XElement("maximumNetworkInterfaces", network.Interfaces);
        return new XElement(
            "networkInfo",
            performance,
            interfaces,
            new XElement("maximumNetworkCards", 1),
            new XElement("defaultNetworkCardIndex", 0),
            Xml.Set("networkCards", [Xml.Item(new XElement("networkCardIndex", 0), performance, interfaces)]),
            new XElement("ipv4AddressesPerInterface", network.Addresses),
            new XElement("ipv6AddressesPerInterface", network.Addresses),
            new XElement("ipv6Supported", true),
            new XElement("enaSupport", InstanceTypes.EnaSupport(type)),
            new XElement("enaSrdSupported", false),
            new XElement("efaSupported", false),
            new XElement(
                "encryptionInTransitSupported",
                !InstanceTypes.IsBurstable(type) && (type.StartsWith("c5a.", StringComparison.Ordinal) || Encrypting.Contains(InstanceTypes.Family(type)[1..]))));
    }

    private static XElement Volumes(string type)
    {
        var nitro = InstanceTypes.IsNitro(type);
        return new XElement(
            "ebsInfo",
            new XElement("ebsOptimizedSupport", nitro ? "default" : Unsupported),
            new XElement("encryptionSupport", "supported"),
            new XElement("nvmeSupport", nitro ? "required" : Unsupported));
    }

    private static XElement Values(string name, params IEnumerable<string> values) => new(name, values.Select(value => new XElement("item", value)));
}
