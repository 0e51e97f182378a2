using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A rule of a listener.</summary>
public sealed record Rule
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The listener.</summary>
    public required string ListenerArn { get; init; }

    /// <summary>Its place in the order, 1 to 50,000; unique in its listener.</summary>
    public required int Priority { get; init; }

    /// <summary>All of them must hold.</summary>
    public required ImmutableList<RuleCondition> Conditions { get; init; }

    /// <summary>What happens then.</summary>
    public required ImmutableList<RuleAction> Actions { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
