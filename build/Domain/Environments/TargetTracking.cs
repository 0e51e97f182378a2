namespace Bundt.Domain.Environments;

/// <summary>A scaling policy that keeps a metric at a value.</summary>
public sealed record TargetTracking
{
    /// <summary>The policy's name.</summary>
    public required string Name { get; init; }

    /// <summary>A predefined metric, such as <c>ASGAverageCPUUtilization</c> (Auto Scaling API, PredefinedMetricSpecification).</summary>
    public string Metric { get; init; } = "ASGAverageCPUUtilization";

    /// <summary>The value to keep, in the metric's own unit (percent for CPU utilization).</summary>
    public required double Target { get; init; }
}
