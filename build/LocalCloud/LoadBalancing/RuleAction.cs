using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>An action of a listener or rule.</summary>
public sealed record RuleAction
{
    /// <summary><c>forward</c>, <c>fixed-response</c> or <c>redirect</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its place among the actions.</summary>
    public int? Order { get; init; }

    /// <summary>Of a forward: the weights of the target groups by ARN.</summary>
    public ImmutableSortedDictionary<string, int> Forward { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Of a forward: for how many seconds a client stays with its target group; null when it does not.</summary>
    public int? StickySeconds { get; init; }

    /// <summary>Of the others: what was sent, by its wire name, such as <c>FixedResponseConfig.StatusCode</c>.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
