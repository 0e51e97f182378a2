using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// Marks instances unhealthy: those that EC2 says are not running, and after their grace period those that a load balancer says fail.
/// </summary>
internal sealed class HealthChecks(ITargets targets) : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        if (!group.Allows(ScalingProcess.HealthCheck))
            return;
        var failing = group.AsksLoadBalancer ? Failing(scope, group) : [];
        foreach (var instance in group.Instances.Where(instance => instance.InService && instance.UnhealthyBecause is null))
        {
            if (scope.EC2State(instance.InstanceId) is not ("pending" or "running"))
                Mark(scope, instance, Cause.FailedInstance);
            else if (failing.Contains(instance.InstanceId) && scope.Now >= group.GraceEnds(instance))
                Mark(scope, instance, Cause.FailedTarget);
        }
    }

    private HashSet<string> Failing(GroupScope scope, ScalingGroup group) =>
    [
        .. group.TargetGroupArns
            .SelectMany(arn => targets.Health(scope.RegionName, arn))
            .Where(target => target.State == "unhealthy")
            .Select(target => target.InstanceId)
    ];

    private static void Mark(GroupScope scope, GroupInstance instance, string because) =>
        scope.Change(group => group.With(instance.InstanceId, failing => failing with { UnhealthyBecause = because }));
}
