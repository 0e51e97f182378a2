using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Attaches groups to target groups and detaches them; the engine registers and deregisters the instances.</summary>
internal sealed class TargetGroupActions(Groups groups, ITargets targets)
{
    public IEnumerable<XElement> Attach(AwsCall call)
    {
        TargetGroupWire.Demand(call);
        var arns = TargetGroupWire.Read(call, groups.Region(call));
        groups.Change(call, group =>
        {
            var attached = group.TargetGroupArns.AddRange(arns.Except(group.TargetGroupArns));
            Quota.TargetGroups.Check(attached.Count);
            return group with { TargetGroupArns = attached, DetachingTargetGroupArns = group.DetachingTargetGroupArns.RemoveRange(arns) };
        });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Detach(AwsCall call)
    {
        TargetGroupWire.Demand(call);
        var arns = TargetGroupWire.Named(call);
        groups.Change(call, group => arns.All(group.TargetGroupArns.Contains)
            ? group with
            {
                TargetGroupArns = group.TargetGroupArns.RemoveRange(arns),
                DetachingTargetGroupArns = [.. group.DetachingTargetGroupArns.Union(arns)]
            }
            : throw Refusal.Invalid("Trying to remove Target Groups that are not part of the group"));
        return Answer.Nothing;
    }

    public IEnumerable<XElement> DescribeTargetGroups(AwsCall call)
    {
        var (page, next) = Paging.Cut(call, States(call), item => item.Arn, usual: Paging.LargePage);
        return
        [
            Answer.List("LoadBalancerTargetGroups", page.Select(item => new[]
            {
                Answer.Value("LoadBalancerTargetGroupARN", item.Arn), Answer.Value("State", item.State)
            })),
            .. next is null ? Answer.Nothing : [next]
        ];
    }

    public IEnumerable<XElement> DescribeTrafficSources(AwsCall call)
    {
        var states = call["TrafficSourceType"] is { Length: > 0 } and not "elbv2" ? [] : States(call);
        var (page, next) = Paging.Cut(call, states, item => item.Arn, most: Paging.SmallPage);
        return
        [
            Answer.List("TrafficSources", page.Select(item => new[]
            {
                Answer.Value("TrafficSource", item.Arn),
                Answer.Value("State", item.State),
                Answer.Value("Identifier", item.Arn),
                Answer.Value("Type", "elbv2")
            })),
            .. next is null ? Answer.Nothing : [next]
        ];
    }

    private ImmutableList<(string Arn, string State)> States(AwsCall call)
    {
        var group = groups.Read(call);
        return
        [
            .. group.TargetGroupArns.Select(arn => (arn, State(group, arn, targets.Health(call.Region, arn)))),
            .. group.DetachingTargetGroupArns.Select(arn => (arn, "Removing"))
        ];
    }

    /// <summary>
    /// <c>Adding</c> until every instance in service is registered, then <c>Added</c>; <c>InService</c> once one is healthy and the group
    /// asks the load balancer (API reference, LoadBalancerTargetGroupState).
    /// </summary>
    private static string State(ScalingGroup group, string arn, IReadOnlyList<Target> health)
    {
        if (group.Instances.Exists(instance =>
            instance is { InService: true, LeftOutOfLoadBalancer: false } && !instance.Registered.Contains(arn)))
            return "Adding";

        var healthy = health.Where(target => target.State == "healthy").Select(target => target.InstanceId).ToHashSet();
        return group.AsksLoadBalancer && group.Instances.Exists(instance => instance.InService && healthy.Contains(instance.InstanceId))
            ? "InService"
            : "Added";
    }
}
