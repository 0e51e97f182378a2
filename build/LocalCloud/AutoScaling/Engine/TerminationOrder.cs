using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// Which instances go when a group shrinks: from the zone with the most, then by the group's termination policies, never a protected one
/// (Amazon EC2 Auto Scaling user guide, "Configure termination policies").
/// </summary>
internal static class TerminationOrder
{
    /// <summary>What the default policy looks at, in order; what is still alike then goes at random on AWS, and oldest first here.</summary>
    private static readonly string[] Default = ["AllocationStrategy", "OldestLaunchTemplate", "ClosestToNextInstanceHour"];

    /// <summary>At most <paramref name="count"/> instances to terminate, in order.</summary>
    public static IReadOnlyList<GroupInstance> Choose(ScalingGroup group, Region region, int count, DateTimeOffset now)
    {
        var chosen = new List<GroupInstance>();
        var left = group.Active.Where(instance => !instance.Rebalancing).ToList();
        while (chosen.Count < count && Next(group, region, left, now) is { } next)
        {
            chosen.Add(next);
            left.Remove(next);
        }

        return chosen;
    }

    private static GroupInstance? Next(ScalingGroup group, Region region, IReadOnlyList<GroupInstance> left, DateTimeOffset now)
    {
        var candidates = left.Where(instance => !instance.ProtectedFromScaleIn).ToList();
        if (candidates.Count == 0)
            return null;

        var strangers = candidates.Where(instance => !group.Zones.Contains(instance.Place.Zone)).ToList();
        if (strangers.Count > 0)
            candidates = strangers;
        else
            candidates = Most(candidates, instance => left.Count(other => other.Place.Zone == instance.Place.Zone));

        foreach (var policy in group.TerminationPolicies.SelectMany(policy => policy == "Default" ? Default : [policy]))
            candidates = Narrow(policy, group, region, candidates, now);
        return candidates.OrderBy(instance => instance.LaunchedAt).ThenBy(instance => instance.InstanceId, StringComparer.Ordinal).First();
    }

    private static List<GroupInstance> Narrow(
        string policy, ScalingGroup group, Region region, List<GroupInstance> candidates, DateTimeOffset now) => policy switch
        {
            "OldestInstance" => Most(candidates, instance => -instance.LaunchedAt.UtcTicks),
            "NewestInstance" => Most(candidates, instance => instance.LaunchedAt.UtcTicks),
            "OldestLaunchConfiguration" or "OldestLaunchTemplate" => Most(candidates, instance => Age(group, region, instance)),
            "AllocationStrategy" => Most(candidates, instance => group.Source.Rank(instance.InstanceType)),
            "ClosestToNextInstanceHour" => Most(candidates, instance => (now - instance.LaunchedAt).Ticks % TimeSpan.TicksPerHour),
            _ => candidates
        };

    /// <summary>
    /// How old what an instance was launched from is, in comparison: configurations before templates, other templates before the group's
    /// own, lower versions before higher ones.
    /// </summary>
    private static (int Kind, long Age) Age(ScalingGroup group, Region region, GroupInstance instance) => instance.Source switch
    {
        { LaunchConfigurationName: { } name } => (2, -(region.LaunchConfigurations.GetValueOrDefault(name)?.Created.UtcTicks ?? 0)),
        { LaunchTemplateId: var id } when id != group.Source.LaunchTemplateId => (1, 0),
        { Version: var version } => (0, -(long.TryParse(version, out var number) ? number : 0))
    };

    private static List<GroupInstance> Most<T>(List<GroupInstance> candidates, Func<GroupInstance, T> by)
        where T : IComparable<T>
    {
        var most = candidates.Max(by);
        return [.. candidates.Where(candidate => by(candidate).CompareTo(most) == 0)];
    }
}
