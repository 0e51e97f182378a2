namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// When a group has to be looked at again although nothing changed: when a schedule, a retry, the end of a grace period or a hook's timeout
/// comes. Everything else, targets' health and draining included, is in the state and wakes the engine by changing.
/// </summary>
internal static class NextLook
{
    /// <summary>The earliest such time (UTC), or null.</summary>
    public static DateTimeOffset? At(ScalingGroup group, DateTimeOffset now) => Times(group).Where(time => time > now).Min();

    private static IEnumerable<DateTimeOffset?> Times(ScalingGroup group) =>
    [
        .. group.ScheduledActions.Values.Select(action => action.Next),
        group.RetryLaunchAt,
        group.RetryRebalanceAt,
        .. group.Instances.SelectMany(instance => instance.LifecycleActions).Select(action => (DateTimeOffset?)action.Expires),
        .. group.AsksLoadBalancer ? group.Instances.Select(instance => (DateTimeOffset?)group.GraceEnds(instance)) : []
    ];
}
