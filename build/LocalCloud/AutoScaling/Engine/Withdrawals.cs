namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Puts instances on standby, and lets detached ones go, once they are drained.</summary>
internal sealed class Withdrawals : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        foreach (var instance in group.Instances.Where(instance => instance.Registered.Count + instance.Draining.Count == 0))
        {
            if (instance.LifecycleState == LifecycleState.EnteringStandby)
                scope.Change(changing => Ended(changing, instance, scope.Now).With(
                    instance.InstanceId, waiting => waiting with { LifecycleState = LifecycleState.Standby }));
            else if (instance.LifecycleState == LifecycleState.Detaching)
                scope.Cloud.Change(scope.RegionName, region => region
                    .WithMembership(instance.InstanceId, null)
                    .WithGroup(group.Name, changing => Ended(changing, instance, scope.Now).Without(instance.InstanceId)));
        }
    }

    private static ScalingGroup Ended(ScalingGroup group, GroupInstance instance, DateTimeOffset now) =>
        group.With(instance.ActivityId, activity => activity.End("Successful", now));
}
