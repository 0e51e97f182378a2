using System.Collections.Immutable;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.State;

/// <summary>The part of the region that Elastic Load Balancing holds.</summary>
public sealed partial record Region
{
    /// <summary>Load balancers by ARN.</summary>
    public ImmutableSortedDictionary<string, LoadBalancer> LoadBalancers { get; init; } =
        ImmutableSortedDictionary<string, LoadBalancer>.Empty;

    /// <summary>Target groups by ARN.</summary>
    public ImmutableSortedDictionary<string, TargetGroup> TargetGroups { get; init; } =
        ImmutableSortedDictionary<string, TargetGroup>.Empty;

    /// <summary>Listeners by ARN.</summary>
    public ImmutableSortedDictionary<string, Listener> Listeners { get; init; } = ImmutableSortedDictionary<string, Listener>.Empty;

    /// <summary>Rules by ARN, without the listeners' default ones.</summary>
    public ImmutableSortedDictionary<string, Rule> Rules { get; init; } = ImmutableSortedDictionary<string, Rule>.Empty;
}
