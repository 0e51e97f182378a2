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
        var chosen = group.Deleting ? group.Instances.FindAll(instance => !instance.Leaving) : TerminationOrder.Choose(group, scope.Region, surplus, scope.Now);
        var now = scope.Now;
        if (chosen.Count > 0)
        {
            var cause = Cause.Join(
            [
                group.DesiredBecause ?? group.RebalancedBecause,
                Cause.At(now, Cause.Shrinking(active.Count, active.Count - chosen.Count)),
                .. chosen.Select(instance => Cause.At(now, $"instance {instance.InstanceId} was selected for termination."))
            ]);
            scope.Change(changing => chosen.Aggregate(changing, (without, instance) => without.Terminate(instance, cause, now)));
        }

        if (chosen.Count < surplus && !group.HeldByProtection)
            NoteProtection(scope, group, active.Count - chosen.Count);
    }

    /// <summary>Said once for each time that the group cannot shrink, not at every look.</summary>
    private static void NoteProtection(GroupScope scope, ScalingGroup group, int left)
    {
        var cause = Cause.Join(group.DesiredBecause, Cause.At(scope.Now, Cause.Shrinking(left, group.DesiredCapacity)));
        scope.Change(changing => changing.Record(ScalingActivity.Begin(changing, Cause.AllProtected, cause, null, scope.Now)
            .End("Cancelled", scope.Now)) with
        {
            HeldByProtection = true
        });
    }
}
