using System.Collections.Immutable;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>A scaling policy. It is kept and shown, and executed by request; nothing measures metrics here, so none fires by itself.</summary>
/// <param name="Name">Its name, unique in the group.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Type"><c>SimpleScaling</c>, <c>StepScaling</c>, <c>TargetTrackingScaling</c> or <c>PredictiveScaling</c>.</param>
/// <param name="Settings">Its wire parameters, as they were sent.</param>
/// <param name="Alarms">The names of the alarms that AWS makes for it.</param>
public sealed record ScalingPolicy(
    string Name,
    string Arn,
    string Type,
    ImmutableSortedDictionary<string, string> Settings,
    ImmutableList<string> Alarms);
