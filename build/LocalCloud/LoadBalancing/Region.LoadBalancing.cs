using System.Collections.Immutable;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.State;

public sealed partial record Region
{
    /// <summary>Load balancers by ARN.</summary>
    public ImmutableSortedDictionary<string, LoadBalancer> LoadBalancers { get; init; } = ImmutableSortedDictionary<string, LoadBalancer>.Empty;

    /// <summary>Target groups by ARN.</summary>
    public ImmutableSortedDictionary<string, TargetGroup> TargetGroups { get; init; } = ImmutableSortedDictionary<string, TargetGroup>.Empty;

    /// <summary>Listeners by ARN.</summary>
    public ImmutableSortedDictionary<string, Listener> Listeners { get; init; } = ImmutableSortedDictionary<string, Listener>.Empty;

    /// <summary>Rules by ARN, the listeners' default actions not among them.</summary>
    public ImmutableSortedDictionary<string, Rule> Rules { get; init; } = ImmutableSortedDictionary<string, Rule>.Empty;

    /// <summary>The target groups that some listener or rule forwards to: only those are checked and get traffic.</summary>
    public IEnumerable<string> TargetGroupsInUse => Listeners.Values.SelectMany(listener => listener.Actions)
        .Concat(Rules.Values.SelectMany(rule => rule.Actions))
        .SelectMany(action => action.Forward.Keys);

    /// <summary>This region with one of its target groups changed; as it is when there is no such target group (any more).</summary>
    public Region WithTargetGroup(string arn, Func<TargetGroup, TargetGroup> change) =>
        TargetGroups.TryGetValue(arn, out var group) && change(group) is var changed && !ReferenceEquals(group, changed)
            ? this with { TargetGroups = TargetGroups.SetItem(arn, changed) }
            : this;
}
