using Bundt.LocalCloud.Ec2;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Sees leaving instances off: waits until they are drained and their hooks let them go, ends them, and forgets them.</summary>
internal sealed class Departures(IInstances instances) : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        foreach (var instance in group.Instances.Where(instance => instance.Leaving))
        {
            if (instance.EndRequested)
                Forget(scope, instance);
            else if (instance.Registered.Count + instance.Draining.Count > 0)
                ShowDraining(scope, group, instance);
            else
                GoOn(scope, group, instance);
        }
    }

    private void GoOn(GroupScope scope, ScalingGroup group, GroupInstance instance)
    {
        switch (instance.LifecycleState)
        {
            case LifecycleState.Terminating when !group.Deleting && group.HooksAt(LifecycleHook.Terminating).Any():
                scope.Change(changing => changing
                    .With(instance.ActivityId, activity => activity.At("MidLifecycleAction", 60))
                    .With(instance.InstanceId, waiting => waiting.HeldBy(
                        changing.HooksAt(LifecycleHook.Terminating), LifecycleState.TerminatingWait, scope.Now)));
                break;

            case LifecycleState.TerminatingWait when !group.Deleting && !IsReleased(instance, scope.Now):
                break;

            case LifecycleState.TerminatingWait:
                scope.Change(changing => changing.With(instance.InstanceId, going => going with
                {
                    LifecycleState = LifecycleState.TerminatingProceed,
                    LifecycleActions = []
                }));
                break;

            default:
                End(scope, instance);
                break;
        }
    }

    /// <summary>Any ABANDON ends the waiting for all of them; at this transition both results let the instance go.</summary>
    private static bool IsReleased(GroupInstance instance, DateTimeOffset now) =>
        instance.Abandoned(now) is not null || instance.LifecycleActions.All(action => action.ResultAt(now) is not null);

    private void End(GroupScope scope, GroupInstance instance)
    {
        instances.Terminate(scope.RegionName, instance.InstanceId);
        scope.Change(changing => changing
            .With(instance.ActivityId, activity => activity.At("InProgress", 50) with { Description = Plain(instance) })
            .With(instance.InstanceId, ending => ending with { EndRequested = true }));
    }

    private static void ShowDraining(GroupScope scope, ScalingGroup group, GroupInstance instance)
    {
        const string waiting = "WaitingForELBConnectionDraining";
        if (group.Activities.Find(activity => activity.Id == instance.ActivityId) is { EndTime: null, StatusCode: not waiting })
        {
            scope.Change(changing => changing.With(instance.ActivityId, activity => activity.At(waiting, 50) with
            {
                Description = $"{Plain(instance)} - Waiting For ELB Connection Draining."
            }));
        }
    }

    private static void Forget(GroupScope scope, GroupInstance instance)
    {
        if (scope.IsGone(instance.InstanceId))
        {
            scope.Change(changing => changing
                .With(instance.ActivityId, activity => activity.End("Successful", scope.Now))
                .Without(instance.InstanceId));
        }
    }

    private static string Plain(GroupInstance instance) => $"Terminating EC2 instance: {instance.InstanceId}";
}
