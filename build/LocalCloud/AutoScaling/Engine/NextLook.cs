namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// When a group has to be looked at again although nothing changed in the state: times that come (schedules, retries, timeouts, ends of
/// grace) and what the state does not hold (the health of targets).
/// </summary>
internal static class NextLook
{
    private static readonly TimeSpan Draining = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TargetHealth = TimeSpan.FromSeconds(1);

    /// <summary>The earliest such time (UTC), or null.</summary>
    public static DateTimeOffset? At(ScalingGroup group, DateTimeOffset now)
    {
        var times = group.ScheduledActions.Values.Select(action => action.Next)
            .Append(group.RetryLaunchAt)
            .Append(group.RetryRebalanceAt)
            .Concat(group.Instances.SelectMany(instance => instance.LifecycleActions).Select(action => (DateTimeOffset?)action.Expires))
            .Where(time => time > now)
            .ToList();
        if (!group.DetachingTargetGroupArns.IsEmpty || group.Instances.Exists(instance => !instance.Draining.IsEmpty))
            times.Add(now + Draining);
        else if (group is { AsksLoadBalancer: true, TargetGroupArns.IsEmpty: false, Instances.IsEmpty: false })
            times.Add(now + TargetHealth);
        return times.Min();
    }
}
