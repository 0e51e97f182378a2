using System.Collections.Immutable;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>What CreateAutoScalingGroup and UpdateAutoScalingGroup read alike from a call, and check.</summary>
internal static class GroupWire
{
    private static readonly string[] Kept =
    [
        "PlacementGroup", "ServiceLinkedRoleARN", "MaxInstanceLifetime", "CapacityRebalance", "Context", "DesiredCapacityType",
        "DefaultInstanceWarmup", "InstanceMaintenancePolicy", "AvailabilityZoneDistribution", "AvailabilityZoneImpairmentPolicy",
        "CapacityReservationSpecification", "InstanceLifecyclePolicy", "DeletionProtection"
    ];

    /// <summary>The group with what the call says; what it does not say stays.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>, as AWS words it.</exception>
    public static ScalingGroup Apply(AwsCall call, Region region, ScalingGroup group)
    {
        var changed = group with
        {
            Source = LaunchSourceWire.Read(call, region) ?? group.Source,
            MinSize = call.Number("MinSize") ?? group.MinSize,
            MaxSize = call.Number("MaxSize") ?? group.MaxSize,
            DefaultCooldown = call.Number("DefaultCooldown") ?? group.DefaultCooldown,
            HealthCheckType = call["HealthCheckType"] is { Length: > 0 } type ? Health(type) : group.HealthCheckType,
            HealthCheckGracePeriod = call.Number("HealthCheckGracePeriod") ?? group.HealthCheckGracePeriod,
            NewInstancesProtectedFromScaleIn = call.Flag("NewInstancesProtectedFromScaleIn") ?? group.NewInstancesProtectedFromScaleIn,
            TerminationPolicies = call.List("TerminationPolicies") is { Count: > 0 } policies ? [.. policies] : group.TerminationPolicies,
            Settings = WireTree.Merge(group.Settings, WireTree.Take(call, Kept))
        };
        if (changed.MinSize > changed.MaxSize)
            throw Refusal.Invalid($"Max bound, {changed.MaxSize}, must be greater than or equal to min bound, {changed.MinSize}");
        return call.Has("VPCZoneIdentifier") || call.Has("AvailabilityZones") ? Placed(call, region, changed) : changed;
    }

    /// <summary>Checks a desired capacity against the sizes.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static int Desired(ScalingGroup group, int desired) => desired >= group.MinSize && desired <= group.MaxSize
        ? desired
        : throw Refusal.Invalid($"Desired capacity:{desired} must be between the specified min size:{group.MinSize} and max size:{group.MaxSize}");

    /// <summary>The tags of a call, by key.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> for a key of AWS's own.</exception>
    public static IEnumerable<KeyValuePair<string, GroupTag>> Tags(IEnumerable<AwsCall> tags) => tags.Select(tag =>
    {
        var key = tag.Required("Key");
        return key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
            ? throw Refusal.Invalid("Tag keys starting with 'aws:' are reserved for internal use")
            : KeyValuePair.Create(key, new GroupTag(tag["Value"] ?? "", tag.Flag("PropagateAtLaunch") ?? true));
    });

    private static ScalingGroup Placed(AwsCall call, Region region, ScalingGroup group)
    {
        var zones = call.List("AvailabilityZones");
        if (zones.FirstOrDefault(zone => !region.Zones.Contains(zone)) is { } unknown)
            throw Refusal.Invalid($"Invalid Availability Zone: [{unknown}]");

        var subnets = (call["VPCZoneIdentifier"] ?? group.VpcZoneIdentifier)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (zones.Count + subnets.Length == 0)
            throw Refusal.Invalid("At least one Availability Zone or VPC Subnet is required.");
        if (subnets.FirstOrDefault(id => !region.Subnets.ContainsKey(id)) is { } missing)
            throw Refusal.Invalid($"The subnet ID '{missing}' does not exist");

        var zonesOfSubnets = subnets.Select(id => region.Subnets[id].Zone).Distinct().Order(StringComparer.Ordinal).ToImmutableList();
        if (zonesOfSubnets.IsEmpty)
            return group with { SubnetIds = [], Zones = [.. zones] };
        if (zones.Count > 0 && !zonesOfSubnets.ToHashSet().SetEquals(zones))
            throw Refusal.Invalid("The availability zones of the specified subnets and the AutoScalingGroup do not match");
        return group with { SubnetIds = [.. subnets], Zones = zonesOfSubnets };
    }

    private static string Health(string types) =>
        types.Split(',').All(type => type is "EC2" or "ELB" or "VPC_LATTICE" or "EBS")
            ? types
            : throw Refusal.Invalid($"Invalid health check type {types}. Valid types are EC2, ELB, VPC_LATTICE and EBS.");
}
