using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A listener: one port of a load balancer, and what it does with requests that no rule takes.</summary>
public sealed record Listener
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its load balancer.</summary>
    public required string LoadBalancerArn { get; init; }

    /// <summary>The port it listens on.</summary>
    public required int Port { get; init; }

    /// <summary>What it does with a request that no rule takes.</summary>
    public ImmutableList<RuleAction> Actions { get; init; } = [];

    /// <summary>The ARN under which its default actions are listed as a rule.</summary>
    public required string DefaultRuleArn { get; init; }

    /// <summary>The attributes that were changed from what AWS sets at first.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
