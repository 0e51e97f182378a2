using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A listener: a port of a load balancer with what happens by default.</summary>
public sealed record Listener
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The load balancer.</summary>
    public required string LoadBalancerArn { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>What happens to requests that no rule matches.</summary>
    public required ImmutableList<RuleAction> Actions { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
