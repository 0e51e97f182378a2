using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Cloud.Images;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Checks;
using LoadBalancer = Amazon.ElasticLoadBalancingV2.Model.LoadBalancer;
using TargetGroup = Amazon.ElasticLoadBalancingV2.Model.TargetGroup;

namespace Bundt.Cloud.Checks;

/// <summary>What AWS answers, in the words of a stack.</summary>
internal static class StackFacts
{
    public static StackBalancer Of(LoadBalancer balancer) =>
        new(balancer.LoadBalancerName, balancer.Type.Value, balancer.State.Code.Value, balancer.VpcId, balancer.SecurityGroups ?? []);

    public static StackTargetGroup Of(TargetGroup group) => new(
        group.TargetGroupName, group.TargetGroupArn, group.TargetType.Value, group.Port ?? 0, group.VpcId,
        $"{group.HealthCheckProtocol.Value} {group.HealthCheckPath} ({group.Matcher?.HttpCode}) at {group.HealthCheckPort} every {group.HealthCheckIntervalSeconds} s, {group.HealthyThresholdCount} up, {group.UnhealthyThresholdCount} down");

    public static StackSubnet Of(Subnet subnet) => new(subnet.SubnetId, subnet.Tags?.Find(tag => tag.Key == "Name")?.Value, subnet.AvailabilityZone, subnet.VpcId);

    public static StackSecurityGroup Of(SecurityGroup group) => new(group.GroupId, group.GroupName, group.VpcId, SecurityGroupOpenings.Of(group));

    public static async Task<IReadOnlyList<StackListener>> Of(AwsClients aws, IEnumerable<Listener> listeners) => await Task.WhenAll(listeners.Select(async listener => new StackListener(
        listener.ListenerArn, listener.Port ?? 0,
        [.. (await ListenerRules.Read(aws, listener)).Select(rule => new StackRule(rule.RuleArn, rule.Priority, LiveActions.Weights(rule.Actions)))])));
}
