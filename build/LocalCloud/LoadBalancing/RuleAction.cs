using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>What a rule does with a request.</summary>
public sealed record RuleAction
{
    /// <summary><c>forward</c>, <c>fixed-response</c> or <c>redirect</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its place among the rule's actions, or null when there is just one.</summary>
    public int? Order { get; init; }

    /// <summary>Where it forwards to.</summary>
    public ImmutableList<WeightedGroup> Groups { get; init; } = [];

    /// <summary>Seconds for which a client stays on its target group, or null when it does not.</summary>
    public int? StickySeconds { get; init; }

    /// <summary>The answer it gives by itself.</summary>
    public FixedResponse? FixedResponse { get; init; }

    /// <summary>Where it sends the client.</summary>
    public Redirect? Redirect { get; init; }
}
