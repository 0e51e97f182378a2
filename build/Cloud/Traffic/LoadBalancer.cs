using System.Globalization;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using TargetGroup = Bundt.Domain.Traffic.TargetGroup;
using TargetHealth = Bundt.Domain.Traffic.TargetHealth;

namespace Bundt.Cloud.Traffic;

/// <summary>Live traffic on an Application Load Balancer.</summary>
/// <param name="aws">AWS.</param>
/// <param name="environment">The environment.</param>
/// <param name="sightings">Is told of what is read, or null.</param>
public sealed class LoadBalancer(AwsClients aws, Func<ReleaseEnvironment> environment, ISightings? sightings = null) : ITraffic
{
    // The exact actions of each live rule as it was read, by their description, so that they can be put back.
    private readonly Dictionary<string, List<Action>> _read = [];

    /// <inheritdoc />
    public async Task<Routing> Read()
    {
        var settings = environment().Traffic;
        var names = settings.TargetGroups;
        var finding = aws.Call($"find the target groups {names.Blue} and {names.Green}", async () =>
            (await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = [names.Blue, names.Green] })).TargetGroups ?? []);
        var balancer = await aws.Call($"find the load balancer {settings.LoadBalancer}", async () =>
            (await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [settings.LoadBalancer] })).LoadBalancers[0]);
        var listeners = await aws.Call($"read the listeners of {settings.LoadBalancer}", async () =>
            (await aws.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn })).Listeners ?? []);
        var targets = await finding;

        var listener = Listener(settings.Listener);
        var (rule, actions) = settings.Rule is { } priority
            ? await Rule(listener, priority)
            : (listener.ListenerArn, listener.DefaultActions);
        var described = LiveActions.Describe(actions);
        _read[described] = actions;
        Routing routing = new(
            rule, settings.Address is { } address ? new Uri(address) : Address(settings.Listener), LiveActions.Weights(actions),
            Target(names.Blue, settings.Preview.Blue), Target(names.Green, settings.Preview.Green), described);
        sightings?.Saw(routing);
        return routing;

        Listener Listener(int port) => listeners.Find(known => known.Port == port) ?? throw new Problem(
            $"The load balancer {settings.LoadBalancer} has no listener on port {port}; it has {string.Join(", ", listeners.Select(known => known.Port).Order())}.",
            "Live traffic is untouched.", "Set traffic.listener and traffic.preview in the environment file to ports that it listens on.");

        Uri Address(int port)
        {
            var scheme = Listener(port).Protocol == ProtocolEnum.HTTPS ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            return new UriBuilder(scheme, balancer.DNSName, port).Uri;
        }

        TargetGroup Target(string name, int preview) => targets.Find(known => known.TargetGroupName == name) is { } found
            ? new TargetGroup(name, found.TargetGroupArn, Address(preview))
            : throw new Problem($"There is no target group {name}.", "Live traffic is untouched.", "Set traffic.targetGroups in the environment file to two that are there.");
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TargetHealth>> Health(TargetGroup target)
    {
        var answer = await aws.Call($"read the health of {target.Name}", () =>
            aws.LoadBalancing.DescribeTargetHealthAsync(new() { TargetGroupArn = target.Arn }));
        List<TargetHealth> seen =
        [
            .. (answer.TargetHealthDescriptions ?? []).Select(health => new TargetHealth(
                health.Target.Id, health.TargetHealth.State, health.TargetHealth.Reason?.Value, health.TargetHealth.Description)),
        ];
        sightings?.Saw(target, seen);
        return seen;
    }

    /// <inheritdoc />
    public async Task Forward(Routing read, TargetGroup target, int percent = 100)
    {
        var now = await Read();
        if (now.Actions != read.Actions)
        {
            throw new Problem(
                $"The live rule {read.Rule} was changed by somebody else: it was '{read.Actions}' and is '{now.Actions}'.",
                "Live traffic was left as it is now.", "Find out who else releases here, then run again.");
        }

        (TargetGroup Target, int Weight)[] shares = percent == 100 ? [(target, 1)] : [(target, percent), (read.Other(target), 100 - percent)];
        await Modify(read.Rule, LiveActions.Forwarding(_read[read.Actions], shares));
    }

    /// <inheritdoc />
    public Task Restore(Routing read) => Modify(read.Rule, LiveActions.AsSent(_read[read.Actions]));

    private Task<int> Modify(string rule, List<Action> actions) => aws.Call($"modify the live rule {rule}", async () =>
    {
        if (environment().Traffic.Rule is null)
            await aws.LoadBalancing.ModifyListenerAsync(new() { ListenerArn = rule, DefaultActions = actions });
        else
            await aws.LoadBalancing.ModifyRuleAsync(new() { RuleArn = rule, Actions = actions });
        return 0;
    });

    private async Task<(string Arn, List<Action> Actions)> Rule(Listener listener, int priority)
    {
        var wanted = priority.ToString(CultureInfo.InvariantCulture);
        return (await ListenerRules.Read(aws, listener)).FirstOrDefault(rule => rule.Priority == wanted) is { } found
            ? (found.RuleArn, found.Actions)
            : throw new Problem($"The listener on port {listener.Port} has no rule of priority {priority}.", "Live traffic is untouched.", "Set traffic.rule in the environment file to the priority of one that it has.");
    }
}
