using System.Collections.Immutable;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Keeps the instances in service registered with exactly the group's target groups, and notices when draining has ended.</summary>
internal sealed class Registrations(ITargets targets) : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        foreach (var instance in group.Instances)
        {
            var wanted = Wanted(group, instance);
            foreach (var arn in wanted.Except(instance.Registered, StringComparer.Ordinal))
                Register(scope, arn, instance.InstanceId);
            foreach (var arn in instance.Registered.Except(wanted))
                Deregister(scope, arn, instance.InstanceId);
        }

        foreach (var arn in group.Instances.SelectMany(instance => instance.Draining).Concat(group.DetachingTargetGroupArns).Distinct())
            NoticeDrained(scope, arn);
    }

    private static ImmutableList<string> Wanted(ScalingGroup group, GroupInstance instance) =>
        !instance.InService ? []
        : instance.LeftOutOfLoadBalancer || !group.Allows(ScalingProcess.AddToLoadBalancer)
            ? [.. group.TargetGroupArns.Where(instance.Registered.Contains)]
        : group.TargetGroupArns;

    private void Register(GroupScope scope, string arn, string instanceId)
    {
        try
        {
            targets.Register(scope.RegionName, arn, instanceId);
            scope.Change(group => group.With(instanceId, instance => instance with
            {
                Registered = instance.Registered.Add(arn),
                Draining = instance.Draining.Remove(arn)
            }));
        }
        catch (AwsError)
        {
            // The target group was deleted while it was attached: AWS goes on without it, and so does the group.
        }
    }

    private void Deregister(GroupScope scope, string arn, string instanceId)
    {
        try
        {
            targets.Deregister(scope.RegionName, arn, instanceId);
        }
        catch (AwsError)
        {
            // A target group that was deleted has nothing to drain.
        }

        scope.Change(group => group.With(instanceId, instance => instance with
        {
            Registered = instance.Registered.Remove(arn),
            Draining = instance.Draining.Add(arn)
        }));
    }

    private void NoticeDrained(GroupScope scope, string arn)
    {
        var still = targets.Health(scope.RegionName, arn)
            .Where(target => !target.Drained).Select(target => target.InstanceId).ToHashSet();
        var group = scope.Group;
        if (group is null)
            return;
        foreach (var instance in group.Instances.Where(instance => instance.Draining.Contains(arn) && !still.Contains(instance.InstanceId)))
        {
            scope.Change(changing => changing.With(
                instance.InstanceId, drained => drained with { Draining = drained.Draining.Remove(arn) }));
        }

        if (group.DetachingTargetGroupArns.Contains(arn)
            && !group.Instances.Exists(instance => still.Contains(instance.InstanceId) || instance.Registered.Contains(arn)))
            scope.Change(changing => changing with { DetachingTargetGroupArns = changing.DetachingTargetGroupArns.Remove(arn) });
    }
}
