namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Begins to terminate what is beyond the desired capacity.</summary>
internal sealed class ScaleIn : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        if (!group.Allows(ScalingProcess.Terminate) && !group.Deleting)
            return;
        var active = group.Active.Where(instance => !instance.Rebalancing).ToList();
        var surplus = active.Count - group.DesiredCapacity;
        var chosen = group.Deleting ? [.. group.Active] : TerminationOrder.Choose(group, scope.Region, surplus);
        if (chosen.Count == 0)
            return;

        var now = scope.Now;
        var cause = Cause.Join(
        [
            group.DesiredBecause,
            Cause.At(now, Cause.Shrinking(active.Count, active.Count - chosen.Count)),
            .. chosen.Select(instance => Cause.At(now, $"instance {instance.InstanceId} was selected for termination."))
        ]);
        scope.Change(changing => chosen.Aggregate(changing, (without, instance) => without.Terminate(instance, cause, now)));
    }
}
