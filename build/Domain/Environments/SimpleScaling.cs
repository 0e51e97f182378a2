using System.Globalization;

namespace Bundt.Domain.Environments;

/// <summary>
/// A scaling policy that does one thing when its alarm goes off. The alarm is the team's own, as for <see cref="StepScaling"/>.
/// </summary>
public sealed record SimpleScaling : ScalingPolicy
{
    /// <summary><c>ChangeInCapacity</c>, <c>ExactCapacity</c> or <c>PercentChangeInCapacity</c> (Auto Scaling API, PutScalingPolicy).</summary>
    public required string AdjustmentType { get; init; }

    /// <summary>By how many servers or percent, or to how many.</summary>
    public required int Adjustment { get; init; }

    /// <summary>How long nothing more is done after it, in whole seconds; null for the group's own.</summary>
    public TimeSpan? Cooldown { get; init; }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"SimpleScaling {{ Name = {Name}, AdjustmentType = {AdjustmentType}, Adjustment = {Adjustment}, Cooldown = {Cooldown} }}");
}
