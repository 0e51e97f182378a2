using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Runs;
using Bundt.LocalCloud.Tests;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using LoadBalancer = Bundt.Cloud.Traffic.LoadBalancer;

namespace Bundt.Cloud.Tests.Traffic;

/// <summary>A listener of a local cloud: its default action, a named rule that may be the live one instead, and a rule of somebody else's.</summary>
public sealed class Rule_17_Only_the_forward_of_the_live_rule_changes : IClassFixture<RunningCloud>, IAsyncLifetime
{
    private const int Port = 20_000;
    private static int _count;

    private readonly WriteGuard _guard = new(TimeProvider.System);
    private readonly AwsClients _aws;
    private readonly string _name = $"lb-{++_count}";
    private int? _priority;
    private string _listener = "";
    private string _named = "";
    private string _others = "";

    public Rule_17_Only_the_forward_of_the_live_rule_changes(RunningCloud cloud)
    {
        _guard.Hold(Lease.Begin(new("shop", "prod", "me@here", "run", "Release"), _guard.Time.GetUtcNow(), TimeSpan.FromHours(1)));
        _aws = new(() => new(RunningCloud.Region, cloud.Endpoint, cloud.Keys.AccessKeyId, cloud.Keys.SecretAccessKey), _guard, new CallCount(), "run");
        Balancer = new(_aws, () => Some.Environment with
        {
            Traffic = new()
            {
                LoadBalancer = _name,
                Listener = Port,
                Rule = _priority,
                TargetGroups = new() { Blue = $"{_name}-b", Green = $"{_name}-g" },
                Preview = new() { Blue = Port + 1, Green = Port + 2 },
            },
        });
    }

    private LoadBalancer Balancer { get; }

    private IAmazonElasticLoadBalancingV2 Wire => _aws.LoadBalancing;

    public async ValueTask InitializeAsync()
    {
        var subnets = (await _aws.Ec2.DescribeSubnetsAsync(new())).Subnets.Take(2).ToList();
        var balancer = (await Wire.CreateLoadBalancerAsync(new() { Name = _name, Subnets = [.. subnets.Select(subnet => subnet.SubnetId)] })).LoadBalancers[0].LoadBalancerArn;
        var (blue, green) = (await Group("b"), await Group("g"));
        _listener = await Listener(Port, [Forward(1, blue)]);
        await Listener(Port + 1, [Forward(1, blue)]);
        await Listener(Port + 2, [Forward(1, green)]);
        _named = await Rule(7, "/shop/*", [Forward(1, blue)]);
        _others = await Rule(8, "/blog/*", [Forward(1, blue)]);

        async Task<string> Group(string colour) => (await Wire.CreateTargetGroupAsync(new()
        {
            Name = $"{_name}-{colour}",
            Protocol = ProtocolEnum.HTTP,
            Port = 8080,
            VpcId = subnets[0].VpcId,
        })).TargetGroups[0].TargetGroupArn;

        async Task<string> Listener(int port, List<Action> actions) => (await Wire.CreateListenerAsync(new()
        {
            LoadBalancerArn = balancer,
            Protocol = ProtocolEnum.HTTP,
            Port = port,
            DefaultActions = actions,
        })).Listeners[0].ListenerArn;

        async Task<string> Rule(int priority, string path, List<Action> actions) => (await Wire.CreateRuleAsync(new()
        {
            ListenerArn = _listener,
            Priority = priority,
            Actions = actions,
            Conditions = [new() { Field = "path-pattern", PathPatternConfig = new() { Values = [path] } }],
        })).Rules[0].RuleArn;
    }

    public ValueTask DisposeAsync()
    {
        _aws.Dispose();
        _guard.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task Should_Divide_And_Then_Forward_To_One(int? priority)
    {
        _priority = priority;
        var (before, others) = (await Live(), await Others());
        var routing = await Balancer.Read();
        routing.Live.ShouldBe(routing.Blue);

        await Balancer.Forward(routing, routing.Green, 10);

        var divided = await Balancer.Read();
        (divided.IsDivided, divided.Percent(divided.Green), divided.Percent(divided.Blue)).ShouldBe((true, 10, 90));
        await ShouldOnlyForwardOtherwise(before, "10 green, 90 blue");

        await Balancer.Forward(divided, divided.Green);

        (await Balancer.Read()).ForwardsTo(routing.Green).ShouldBeTrue();
        await ShouldOnlyForwardOtherwise(before, "1 green");
        (await Others()).ShouldBe(others);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task Rule_19_Should_Put_The_Exact_Actions_Back_From_Any_Step(int? priority)
    {
        _priority = priority;
        var before = await Text();
        var routing = await Balancer.Read();
        await Balancer.Forward(routing, routing.Green, 10);
        await Balancer.Forward(await Balancer.Read(), routing.Green, 50);

        await Balancer.Restore(routing);

        (await Text()).ShouldBe(before);
        (await Balancer.Read()).Actions.ShouldBe(routing.Actions);
    }

    [Fact]
    public async Task Should_Leave_Alone_What_Somebody_Else_Has_Changed()
    {
        var routing = await Balancer.Read();
        await Wire.ModifyListenerAsync(new() { ListenerArn = _listener, DefaultActions = [Forward(1, routing.Blue.Arn, stays: false)] }, TestContext.Current.CancellationToken);

        var problem = await Should.ThrowAsync<Problem>(Balancer.Forward(routing, routing.Green, 10));

        problem.What.ShouldContain("was changed by somebody else");
        (await Balancer.Read()).Live.ShouldBe(routing.Blue);
    }

    [Fact]
    public async Task Should_See_That_Somebody_Else_Has_Changed_How_Clients_Stick()
    {
        var routing = await Balancer.Read();
        var actions = (await Live()).ToList();
        actions[0].ForwardConfig.TargetGroupStickinessConfig = new() { Enabled = true, DurationSeconds = 60 };
        await Wire.ModifyListenerAsync(new() { ListenerArn = _listener, DefaultActions = actions }, TestContext.Current.CancellationToken);

        await Should.ThrowAsync<Problem>(Balancer.Forward(routing, routing.Green));
    }

    private async Task ShouldOnlyForwardOtherwise(IReadOnlyList<Action> before, string forward)
    {
        var now = await Live();
        now.Select(action => (action.Type.Value, action.Order)).ShouldBe(before.Select(action => (action.Type.Value, action.Order)));
        string.Join(", ", now[0].ForwardConfig.TargetGroups.Select(group => $"{group.Weight} {(group.TargetGroupArn.Contains("-b/", StringComparison.Ordinal) ? "blue" : "green")}")).ShouldBe(forward);
        (now[0].ForwardConfig.TargetGroupStickinessConfig.Enabled, now[0].ForwardConfig.TargetGroupStickinessConfig.DurationSeconds).ShouldBe((true, 300));
    }

    private async Task<string> Text() => string.Join("; ", (await Live()).Select(action => string.Join(" ",
    [
        action.Type.Value, action.Order, action.TargetGroupArn, action.ForwardConfig?.TargetGroupStickinessConfig?.DurationSeconds,
        .. action.ForwardConfig?.TargetGroups?.Select(group => $"{group.Weight} {group.TargetGroupArn}") ?? [],
    ])));

    private async Task<IReadOnlyList<Action>> Live() => _priority is null
        ? (await Wire.DescribeListenersAsync(new() { ListenerArns = [_listener] })).Listeners[0].DefaultActions
        : (await Wire.DescribeRulesAsync(new() { RuleArns = [_named] })).Rules[0].Actions;

    // What is not the live rule: the rule of somebody else's and, beside a named one, the listener's default.
    private async Task<string> Others()
    {
        var rules = (await Wire.DescribeRulesAsync(new() { ListenerArn = _listener })).Rules;
        return string.Join("; ", rules.Where(rule => rule.RuleArn == _others || (_priority is not null && rule.IsDefault == true))
            .Select(rule => $"{rule.Priority}: {string.Join(", ", rule.Actions.Select(action => $"{action.Type.Value} {action.TargetGroupArn}"))}"));
    }

    private static Action Forward(int order, string group, bool stays = true) => new()
    {
        Type = ActionTypeEnum.Forward,
        Order = order,
        ForwardConfig = new()
        {
            TargetGroups = [new() { TargetGroupArn = group, Weight = 1 }],
            TargetGroupStickinessConfig = stays ? new() { Enabled = true, DurationSeconds = 300 } : new() { Enabled = false },
        },
    };
}
