using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

/// <summary>What the chapters about Elastic Load Balancing have in common.</summary>
internal abstract class Chapter(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter<IAmazonElasticLoadBalancingV2, AmazonElasticLoadBalancingV2Exception>(walk, client, ground)
{
    private const string Arn = "arn:aws:elasticloadbalancing:eu-central-1:000000000000:";

    protected const string NoLoadBalancer = Arn + "loadbalancer/app/nobody/0123456789abcdef";
    protected const string NoTargetGroup = Arn + "targetgroup/nobody/0123456789abcdef";
    protected const string NoListener = Arn + "listener/app/nobody/0123456789abcdef/0123456789abcdef";
    protected const string NoRule = Arn + "listener-rule/app/nobody/0123456789abcdef/0123456789abcdef/0123456789abcdef";

    protected CreateLoadBalancerRequest Balancer(string name) =>
        new() { Name = name, Subnets = [.. Ground.Subnets.Select(subnet => subnet.SubnetId)] };

    protected CreateTargetGroupRequest Targets(string name) =>
        new() { Name = name, Protocol = ProtocolEnum.HTTP, Port = 8080, VpcId = Ground.Vpc };

    protected async Task<string> NewLoadBalancer(string name) =>
        (await Client.CreateLoadBalancerAsync(Balancer(name))).LoadBalancers.ShouldHaveSingleItem().LoadBalancerArn;

    protected async Task<string> NewTargetGroup(string name) =>
        (await Client.CreateTargetGroupAsync(Targets(name))).TargetGroups.ShouldHaveSingleItem().TargetGroupArn;

    protected async Task<string> NewListener(string balancer, int port, params List<Action> actions) => (await Client.CreateListenerAsync(
        new CreateListenerRequest { LoadBalancerArn = balancer, Protocol = ProtocolEnum.HTTP, Port = port, DefaultActions = actions }))
        .Listeners.ShouldHaveSingleItem().ListenerArn;

    protected async Task<string> NewRule(string listener, int priority, string path, Action action) => (await Client.CreateRuleAsync(
        new CreateRuleRequest { ListenerArn = listener, Priority = priority, Conditions = [Path(path)], Actions = [action] }))
        .Rules.ShouldHaveSingleItem().RuleArn;

    protected async Task RemoveLoadBalancer(string arn) =>
        await Client.DeleteLoadBalancerAsync(new DeleteLoadBalancerRequest { LoadBalancerArn = arn });

    protected async Task RemoveTargetGroup(string arn) =>
        await Client.DeleteTargetGroupAsync(new DeleteTargetGroupRequest { TargetGroupArn = arn });

    protected static RuleCondition Path(string path) =>
        new() { Field = "path-pattern", PathPatternConfig = new PathPatternConditionConfig { Values = [path] } };

    protected static Action Answer(string text) => new()
    {
        Type = ActionTypeEnum.FixedResponse,
        FixedResponseConfig = new FixedResponseActionConfig { StatusCode = "503", ContentType = "text/plain", MessageBody = text },
    };

    protected static Action Forward(params ReadOnlySpan<(string Arn, int Weight)> groups)
    {
        var tuples = new List<TargetGroupTuple>();
        foreach (var (arn, weight) in groups)
            tuples.Add(new TargetGroupTuple { TargetGroupArn = arn, Weight = weight });
        return new Action { Type = ActionTypeEnum.Forward, ForwardConfig = new ForwardActionConfig { TargetGroups = tuples } };
    }

    protected static IEnumerable<(string Arn, int? Weight)> Weights(Action action) =>
        action.ForwardConfig.TargetGroups.Select(group => (group.TargetGroupArn, group.Weight));
}
