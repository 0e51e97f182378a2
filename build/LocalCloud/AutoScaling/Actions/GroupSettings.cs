using System.Collections.Immutable;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>
/// The settings of a group that are kept and shown, as their wire parameters. Checked are their ranges, and the values that take a setting
/// away again (API reference, CreateAutoScalingGroup and UpdateAutoScalingGroup).
/// </summary>
internal static class GroupSettings
{
    private const string Maintenance = "InstanceMaintenancePolicy";
    private const string Lifetime = "MaxInstanceLifetime";
    private const string Warmup = "DefaultInstanceWarmup";
    private const string Protection = "DeletionProtection";
    private const int Day = 86_400;
    private const int Year = 365 * Day;

    private static readonly string[] Kept =
    [
        "PlacementGroup", "ServiceLinkedRoleARN", Lifetime, "CapacityRebalance", "Context", "DesiredCapacityType", Warmup, Maintenance,
        "AvailabilityZoneDistribution", "AvailabilityZoneImpairmentPolicy", "CapacityReservationSpecification", "InstanceLifecyclePolicy",
        Protection
    ];

    /// <summary>The settings with those of the call in place of their like.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static ImmutableSortedDictionary<string, string> Apply(AwsCall call, ImmutableSortedDictionary<string, string> before)
    {
        if (call.Number(Lifetime) is { } lifetime and not 0 and (< Day or > Year))
            throw Refusal.Invalid($"MaxInstanceLifetime must be 0 or between {Day} and {Year} seconds. Provided value: {lifetime}");
        if (call.Number(Warmup) is < -1)
            throw Constraint.Outside("defaultInstanceWarmup", call.Number(Warmup)!.Value, -1, int.MaxValue);
        if (call[Protection] is { } protection and not ("none" or "prevent-force-deletion" or "prevent-all-deletion"))
            throw Constraint.Unknown("deletionProtection", protection, ["none", "prevent-force-deletion", "prevent-all-deletion"]);
        var after = WireTree.Merge(before, WireTree.Take(call, Kept));
        return after.RemoveRange(
        [
            .. call[Lifetime] == "0" ? [Lifetime] : Array.Empty<string>(),
            .. call[Warmup] == "-1" ? [Warmup] : Array.Empty<string>(),
            .. call.Has(Maintenance) && IsCleared(call.Structure(Maintenance))
                ? after.Keys.Where(key => key.StartsWith(Maintenance, StringComparison.Ordinal))
                : []
        ]);
    }

    /// <summary>Whether the group may be deleted so.</summary>
    public static bool AllowsDeletion(ScalingGroup group, bool force) => group.Settings.GetValueOrDefault(Protection) switch
    {
        "prevent-all-deletion" => false,
        "prevent-force-deletion" => !force,
        _ => true
    };

    private static bool IsCleared(AwsCall policy)
    {
        if (policy.Number("MinHealthyPercentage") is not { } least || policy.Number("MaxHealthyPercentage") is not { } most)
            throw Refusal.Invalid("Both MinHealthyPercentage and MaxHealthyPercentage must be specified.");
        if (least == -1 && most == -1)
            return true;
        if (least is < 0 or > 100)
            throw Constraint.Outside("instanceMaintenancePolicy.minHealthyPercentage", least, 0, 100);
        if (most is < 100 or > 200)
            throw Constraint.Outside("instanceMaintenancePolicy.maxHealthyPercentage", most, 100, 200);
        return most - least > 100
            ? throw Refusal.Invalid("The difference between MinHealthyPercentage and MaxHealthyPercentage cannot be greater than 100.")
            : false;
    }
}
