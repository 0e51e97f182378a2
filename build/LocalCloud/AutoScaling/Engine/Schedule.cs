namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Runs the scheduled actions whose time has come: one that runs once is then gone, one that recurs waits for its next time.</summary>
internal sealed class Schedule : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        if (group.Deleting)
            return;
        foreach (var action in group.ScheduledActions.Values.Where(action => action.Next <= scope.Now).OrderBy(action => action.Next))
            scope.Change(changing => Advance(Apply(changing, action, scope.Now), action, scope.Now));
    }

    private static ScalingGroup Advance(ScalingGroup group, ScheduledAction action, DateTimeOffset now) => group with
    {
        ScheduledActions = action.After(now) is { } later
            ? group.ScheduledActions.SetItem(action.Name, later)
            : group.ScheduledActions.Remove(action.Name)
    };

    /// <summary>A time that passes while scheduled actions are suspended is not made up for later, as on AWS.</summary>
    private static ScalingGroup Apply(ScalingGroup group, ScheduledAction action, DateTimeOffset now)
    {
        var (min, max) = (action.MinSize ?? group.MinSize, action.MaxSize ?? group.MaxSize);
        if (min > max || !group.Allows(ScalingProcess.ScheduledActions))
            return group;
        var desired = Math.Clamp(action.DesiredCapacity ?? group.DesiredCapacity, min, max);
        var reason = $"a scheduled action update of AutoScalingGroup constraints to {ScalingGroup.Constraints(min, max, desired)}";
        return (group with { MinSize = min, MaxSize = max }).Desire(desired, reason, now);
    }
}
