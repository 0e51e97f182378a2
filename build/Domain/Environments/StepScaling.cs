using System.Globalization;

namespace Bundt.Domain.Environments;

/// <summary>
/// A scaling policy that adds or removes servers by how far a metric is beyond its alarm's threshold. The alarm is the team's own: it names
/// the policy's ARN, which is another for each deployment, so that an <c>after-swap</c> hook has to point it to the new group's policy.
/// </summary>
public sealed record StepScaling : ScalingPolicy
{
    /// <summary><c>ChangeInCapacity</c>, <c>ExactCapacity</c> or <c>PercentChangeInCapacity</c> (Auto Scaling API, PutScalingPolicy).</summary>
    public required string AdjustmentType { get; init; }

    /// <summary>The steps; together they leave no gap and do not overlap.</summary>
    public required IReadOnlyList<ScalingStep> Steps { get; init; }

    /// <summary>What is taken of the alarm's metric: <c>Average</c>, <c>Minimum</c> or <c>Maximum</c>.</summary>
    public string Aggregation { get; init; } = "Average";

    /// <summary>How long a new server does not count for the metric, in whole seconds; null for the group's own.</summary>
    public TimeSpan? Warmup { get; init; }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"StepScaling {{ Name = {Name}, AdjustmentType = {AdjustmentType}, Steps = [{string.Join(", ", Steps)}], Aggregation = {Aggregation}, Warmup = {Warmup} }}");
}
