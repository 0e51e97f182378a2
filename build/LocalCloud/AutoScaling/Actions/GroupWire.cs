using System.Collections.Immutable;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>What CreateAutoScalingGroup and UpdateAutoScalingGroup read alike from a call, and check.</summary>
internal static class GroupWire
{
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>The group with what the call says; what it does not say stays.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>, as AWS words it.</exception>
    public static ScalingGroup Apply(AwsCall call, Region region, ScalingGroup group)
    {
        var changed = group with
        {
            Source = LaunchSourceWire.Read(call, region) ?? group.Source,
            MinSize = Constraint.NotNegative(call, "MinSize") ?? group.MinSize,
            MaxSize = Constraint.NotNegative(call, "MaxSize") ?? group.MaxSize,
            DefaultCooldown = Constraint.NotNegative(call, "DefaultCooldown") ?? group.DefaultCooldown,
            HealthCheckType = call["HealthCheckType"] is { Length: > 0 } type ? Health(type) : group.HealthCheckType,
            HealthCheckGracePeriod = Constraint.NotNegative(call, "HealthCheckGracePeriod") ?? group.HealthCheckGracePeriod,
            NewInstancesProtectedFromScaleIn = call.Flag("NewInstancesProtectedFromScaleIn") ?? group.NewInstancesProtectedFromScaleIn,
            TerminationPolicies = call.List("TerminationPolicies") is { Count: > 0 } policies ? Known(policies) : group.TerminationPolicies,
            Settings = GroupSettings.Apply(call, group.Settings)
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

    /// <summary>The group with the tags of a call, new or in place of those with the same keys.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> for a key of AWS's own, <c>LimitExceeded</c>.</exception>
    public static ScalingGroup Tagged(ScalingGroup group, IEnumerable<AwsCall> tags) =>
        group with { Tags = Quota.Tags.Check(group.Tags.SetItems(tags.Select(Tag))) };

    private static KeyValuePair<string, GroupTag> Tag(AwsCall tag)
    {
        var (key, value) = (tag.Required("Key"), tag["Value"] ?? "");
        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            throw Refusal.Invalid("Tag keys starting with 'aws:' are reserved for internal use");
        if (key.Length > LongestKey)
            throw Constraint.Longer("tags.1.member.key", [key], LongestKey);
        if (value.Length > LongestValue)
            throw Constraint.Longer("tags.1.member.value", [value], LongestValue);
        return KeyValuePair.Create(key, new GroupTag(value, tag.Flag("PropagateAtLaunch") ?? true));
    }

    private static ImmutableList<string> Known(IReadOnlyList<string> policies) =>
        policies.FirstOrDefault(policy => !Kinds.TerminationPolicies.Contains(policy)) is { } unknown
            ? throw Refusal.Invalid(
                $"Termination policy {unknown} is not valid. Valid termination policies are: {string.Join(", ", Kinds.TerminationPolicies)}")
            : [.. policies];

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
