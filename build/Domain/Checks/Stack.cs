using Bundt.Domain.Environments;

namespace Bundt.Domain.Checks;

/// <summary>What is there already when Bundt comes: the load balancer with what belongs to it, and the network.</summary>
public sealed record Stack
{
    /// <summary>The load balancer.</summary>
    public required StackBalancer Balancer { get; init; }

    /// <summary>Its listeners.</summary>
    public IReadOnlyList<StackListener> Listeners { get; init; } = [];

    /// <summary>The live rule, or null where there is none (any more).</summary>
    public StackRule? LiveRule(TrafficSettings traffic) => Listeners.FirstOrDefault(listener => listener.Port == traffic.Listener)?.Rules
        .FirstOrDefault(rule => rule.IsLive(traffic));

    /// <summary>The two target groups, or as many of them as there are.</summary>
    public IReadOnlyList<StackTargetGroup> TargetGroups { get; init; } = [];

    /// <summary>The subnets that the environment file names, or as many of them as there are; more than one may have the same name.</summary>
    public IReadOnlyList<StackSubnet> Subnets { get; init; } = [];

    /// <summary>The names of the instance profiles that servers in the target groups have now, where that was asked for.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The security groups of servers and of the load balancer.</summary>
    public IReadOnlyList<StackSecurityGroup> SecurityGroups { get; init; } = [];
}
