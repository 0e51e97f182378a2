using System.Collections.Immutable;
using System.Globalization;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>One view of a region's listeners, rules and targets: everything that a node needs to answer a request.</summary>
internal sealed class Routes
{
    private readonly Dictionary<string, ImmutableArray<(ImmutableArray<Func<HttpRequest, bool>> Conditions, RuleAction Action)>> _listeners;
    private readonly Dictionary<string, ListenerView> _views;
    private readonly Dictionary<string, Pool> _pools;

    /// <summary>Makes the view.</summary>
    /// <param name="region">What it shows.</param>
    /// <param name="backends">Where its targets' connections are.</param>
    /// <param name="number">Its place among all views; later ones have higher numbers.</param>
    public Routes(Region region, Backends backends, long number)
    {
        Number = number;
        var rules = region.Rules.Values.ToLookup(rule => rule.ListenerArn);
        _listeners = region.Listeners.Values.ToDictionary(listener => listener.Arn, listener => rules[listener.Arn]
            .OrderBy(rule => rule.Priority)
            .Select(rule => (rule.Conditions.Select(Matching.Compile).ToImmutableArray(), rule.Actions[^1]))
            .Append(([], listener.Actions[^1]))
            .ToImmutableArray());
        _views = region.Listeners.Values.ToDictionary(
            listener => listener.Arn, listener => new ListenerView(listener, region.LoadBalancers[listener.LoadBalancerArn]));
        _pools = region.TargetGroups.Values.ToDictionary(group => group.Arn, group => new Pool(group, Members(region, group, backends)));
    }

    /// <summary>Its place among all views.</summary>
    public long Number { get; }

    /// <summary>How a listener treats requests and answers, or null when this view does not know it.</summary>
    public ListenerView? Listener(string listenerArn) => _views.GetValueOrDefault(listenerArn);

    /// <summary>What is to be done with a request to a listener, or null when this view does not know the listener.</summary>
    public RuleAction? Find(string listenerArn, HttpRequest request)
    {
        if (!_listeners.TryGetValue(listenerArn, out var rules))
            return null;
        foreach (var (conditions, action) in rules)
        {
            if (conditions.All(matches => matches(request)))
                return action;
        }

        return null;
    }

    /// <summary>The targets of a group.</summary>
    public Pool? Pool(string targetGroupArn) => _pools.GetValueOrDefault(targetGroupArn);

    /// <summary>
    /// The healthy targets, or all when there are fewer than there must be, usually one: traffic had better fail at a target than at a
    /// check. Source: "Target groups for your Application Load Balancers", target group health.
    /// </summary>
    private static ImmutableArray<Backend> Members(Region region, TargetGroup group, Backends backends)
    {
        var taking = group.Targets.RemoveAll(target => target.State is TargetStates.Draining or TargetStates.Unused);
        var healthy = taking.RemoveAll(target => target.State != TargetStates.Healthy);
        return [.. (healthy.Count < Needed(group, taking.Count) ? taking : healthy).Select(target =>
            backends.Of(new TargetKey(region.Name, group.Arn, target.InstanceId, target.Port), region))];
    }

    private static double Needed(TargetGroup group, int registered)
    {
        var count = int.Parse(group.Attribute(AttributeKeys.HealthyCount), CultureInfo.InvariantCulture);
        return int.TryParse(group.Attribute(AttributeKeys.HealthyPercentage), CultureInfo.InvariantCulture, out var percentage)
            ? Math.Max(count, registered * percentage / 100.0)
            : count;
    }
}
