using Bundt.LocalCloud.Ec2;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// Takes launched instances into service: once they are running, hooks have let them go on, and they are registered. InService does not
/// wait for the load balancer's health checks (Amazon EC2 Auto Scaling user guide, "instance lifecycle"). An instance that comes back from
/// standby and runs no more is taken into service all the same: there the health check finds it ("temporarily remove instances").
/// </summary>
internal sealed class Arrivals(IInstances instances) : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        foreach (var instance in group.Instances.Where(instance => instance.Arriving))
        {
            if (scope.EC2State(instance.InstanceId) is not ("pending" or "running") && instance.InServiceAt is not null)
                EnterService(scope, group, instance);
            else if (scope.EC2State(instance.InstanceId) is not ("pending" or "running"))
                Cancel(scope, instance, Lost(scope, instance.InstanceId));
            else if (scope.EC2State(instance.InstanceId) == "running")
                GoOn(scope, group, instance);
        }
    }

    private void GoOn(GroupScope scope, ScalingGroup group, GroupInstance instance)
    {
        switch (instance.LifecycleState)
        {
            case LifecycleState.Pending when group.HooksAt(LifecycleHook.Launching).Any():
                scope.Change(changing => changing
                    .With(instance.ActivityId, activity => activity.At("MidLifecycleAction", 40))
                    .With(instance.InstanceId, waiting => waiting.HeldBy(
                        changing.HooksAt(LifecycleHook.Launching), LifecycleState.PendingWait, scope.Now)));
                break;

            case LifecycleState.PendingWait when instance.Abandoned(scope.Now) is { } abandoned:
                GiveUp(scope, instance, abandoned.Sentence(scope.Now));
                break;

            case LifecycleState.PendingWait when instance.LifecycleActions.All(action => action.ResultAt(scope.Now) is not null):
                scope.Change(changing => changing.With(instance.InstanceId, going => going with
                {
                    LifecycleState = LifecycleState.PendingProceed,
                    LifecycleActions = []
                }));
                break;

            case LifecycleState.Pending or LifecycleState.PendingProceed:
                EnterService(scope, group, instance);
                break;
        }
    }

    private static void EnterService(GroupScope scope, ScalingGroup group, GroupInstance instance)
    {
        var now = scope.Now;
        scope.Change(changing => changing
            .With(instance.ActivityId, activity => activity.End("Successful", now))
            .With(instance.InstanceId, arrived => arrived with
            {
                LifecycleState = LifecycleState.InService,
                InServiceAt = now,
                Rebalancing = false,
                LeftOutOfLoadBalancer = !group.Allows(ScalingProcess.AddToLoadBalancer)
            })
            .AfterSuccess() with
        {
            RebalancedBecause = instance.Rebalancing ? Cause.At(now, Cause.Balanced(instance.Place.Zone)) : changing.RebalancedBecause
        });
    }

    /// <summary>A launch that its hook's answer ends is cancelled, and the instance is seen off in an activity of its own.</summary>
    private void GiveUp(GroupScope scope, GroupInstance instance, string reason)
    {
        instances.Terminate(scope.RegionName, instance.InstanceId);
        var now = scope.Now;
        scope.Change(changing => changing
            .With(instance.ActivityId, activity => activity.End("Cancelled", now, reason))
            .Terminate(instance, Cause.At(now, Cause.FailedLaunch), now)
            .With(instance.InstanceId, ending => ending with { EndRequested = true })
            .AfterFailure(now, instance.Rebalancing));
    }

    private void Cancel(GroupScope scope, GroupInstance instance, string reason)
    {
        instances.Terminate(scope.RegionName, instance.InstanceId);
        var now = scope.Now;
        scope.Change(changing => changing
            .With(instance.ActivityId, activity => activity.End("Cancelled", now, reason))
            .Without(instance.InstanceId)
            .AfterFailure(now, instance.Rebalancing));
    }

    private static string Lost(GroupScope scope, string instanceId) =>
        scope.Region.Instances.GetValueOrDefault(instanceId)?.StateReason is { Length: > 0 } reason
            ? $"Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: {reason}"
            : "Instance became unhealthy while waiting for instance to be in InService state.";
}
