using System.Globalization;

namespace Bundt.Domain.Environments;

/// <summary>A scaling policy that keeps a metric at a value.</summary>
public sealed record TargetTracking : ScalingPolicy
{
    /// <summary>A predefined metric, such as <c>ASGAverageCPUUtilization</c> (Auto Scaling API, PredefinedMetricSpecification).</summary>
    public string Metric { get; init; } = "ASGAverageCPUUtilization";

    /// <summary>A metric of the team's own, in place of the predefined one; null for that.</summary>
    public CustomMetric? Custom { get; init; }

    /// <summary>The value to keep, in the metric's own unit (percent for CPU utilization).</summary>
    public required double Target { get; init; }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"TargetTracking {{ Name = {Name}, Metric = {Custom?.ToString() ?? Metric}, Target = {Target} }}");
}
