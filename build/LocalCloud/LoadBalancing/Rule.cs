using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A rule of a listener, other than its default one.</summary>
public sealed record Rule
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its listener.</summary>
    public required string ListenerArn { get; init; }

    /// <summary>Its place, 1 to 50,000: lower ones are asked first.</summary>
    public required int Priority { get; init; }

    /// <summary>What a request must be like; all of them.</summary>
    public ImmutableList<RuleCondition> Conditions { get; init; } = [];

    /// <summary>What is done with it.</summary>
    public ImmutableList<RuleAction> Actions { get; init; } = [];

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
