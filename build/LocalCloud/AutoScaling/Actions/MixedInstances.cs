using System.Collections.Immutable;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>A mixed instances policy as AWS shows it: with the defaults of what was not said (API reference, InstancesDistribution).</summary>
internal static class MixedInstances
{
    private const string Template = "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.";
    private const string Distribution = "MixedInstancesPolicy.InstancesDistribution.";
    private const string Cheapest = "lowest-price";

    /// <summary>The source with its policy filled in; as it is when it has none.</summary>
    public static LaunchSource Filled(LaunchSource source)
    {
        if (source.Mixed.IsEmpty)
            return source;
        var byRequirements = source.Mixed.Keys.Any(key => key.Contains(".InstanceRequirements.", StringComparison.Ordinal));
        var filled = source.Mixed.ToBuilder();
        filled[Template + "LaunchTemplateId"] = source.LaunchTemplateId!;
        filled[Template + "LaunchTemplateName"] = source.LaunchTemplateName!;
        filled[Template + "Version"] = source.Version!;
        Usual(filled, "OnDemandAllocationStrategy", byRequirements ? Cheapest : "prioritized");
        Usual(filled, "OnDemandBaseCapacity", "0");
        Usual(filled, "OnDemandPercentageAboveBaseCapacity", "100");
        Usual(filled, "SpotAllocationStrategy", Cheapest);
        if (filled[Distribution + "SpotAllocationStrategy"] == Cheapest)
            Usual(filled, "SpotInstancePools", "2");
        return source with { Mixed = filled.ToImmutable() };
    }

    private static void Usual(ImmutableSortedDictionary<string, string>.Builder settings, string name, string value) =>
        settings.TryAdd(Distribution + name, value);
}
