using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A target group with its targets.</summary>
public sealed record TargetGroup
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The port that its targets get traffic on.</summary>
    public required int Port { get; init; }

    /// <summary>The network it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>How its targets are checked.</summary>
    public required HealthCheck HealthCheck { get; init; }

    /// <summary>Its attributes.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = Defaults;

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its targets by instance id, those that drain included.</summary>
    public ImmutableSortedDictionary<string, Target> Targets { get; init; } = ImmutableSortedDictionary<string, Target>.Empty;

    /// <summary>How long requests in flight may go on after a target was taken out.</summary>
    public TimeSpan DeregistrationDelay => TimeSpan.FromSeconds(int.Parse(Attributes[DelayAttribute], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The attribute that holds the deregistration delay in seconds.</summary>
    public const string DelayAttribute = "deregistration_delay.timeout_seconds";

    /// <summary>This group with one of its targets changed; as it is when there is no such target (any more).</summary>
    public TargetGroup With(string instanceId, Func<Target, Target> change) =>
        Targets.TryGetValue(instanceId, out var target) && change(target) is var changed && changed != target
            ? this with { Targets = Targets.SetItem(instanceId, changed) }
            : this;

    // As DescribeTargetGroupAttributes shows a new target group (ELB user guide, target group attributes).
    private static readonly ImmutableSortedDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        [DelayAttribute] = "300",
        ["slow_start.duration_seconds"] = "0",
        ["load_balancing.algorithm.type"] = "round_robin",
        ["stickiness.enabled"] = "false",
        ["stickiness.type"] = "lb_cookie",
        ["stickiness.lb_cookie.duration_seconds"] = "86400",
    }.ToImmutableSortedDictionary();
}
