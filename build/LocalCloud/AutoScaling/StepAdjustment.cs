namespace Bundt.LocalCloud.AutoScaling;

/// <summary>What a step scaling policy does while its metric is in a range.</summary>
/// <param name="Lower">The range's lower end, from the alarm's threshold; null for no end.</param>
/// <param name="Upper">The range's upper end, from the alarm's threshold; null for no end.</param>
/// <param name="Adjustment">The policy's number.</param>
public sealed record StepAdjustment(double? Lower, double? Upper, int Adjustment)
{
    /// <summary>
    /// Whether a metric that is so much above its threshold (or below, if negative) is in the range. Above the threshold the lower end
    /// belongs to it, below the upper end does; at the threshold both do (API reference, StepAdjustment).
    /// </summary>
    public bool Holds(double difference) =>
        (difference >= 0 && !(difference < Lower) && !(difference >= Upper))
        || (difference <= 0 && !(difference <= Lower) && !(difference > Upper));

    /// <summary>Why these ranges cannot be a policy's, or null when they can (API reference, StepAdjustment).</summary>
    public static string? Fault(IReadOnlyList<StepAdjustment> steps)
    {
        if (steps.Any(step => step is { Lower: null, Upper: null }))
            return "A step adjustment must have a lower bound or an upper bound.";
        if (steps.Any(step => step.Lower >= step.Upper))
            return "The lower bound of a step adjustment must be less than its upper bound.";
        if (steps.Count(step => step.Lower is null) > 1 || steps.Count(step => step.Upper is null) > 1)
            return "At most one step adjustment may have an unspecified lower bound, and at most one an unspecified upper bound.";
        if (steps.Any(step => step.Lower < 0) && steps.All(step => step.Lower is not null))
            return "There must be a step adjustment with an unspecified lower bound when one step adjustment has a negative lower bound";
        if (steps.Any(step => step.Upper > 0) && steps.All(step => step.Upper is not null))
            return "There must be a step adjustment with an unspecified upper bound when one step adjustment has a positive upper bound";
        var ordered = steps.OrderBy(step => step.Lower ?? double.NegativeInfinity).ToList();
        return ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Upper != pair.Second.Lower)
            ? "The intervals of step adjustments must not overlap and must not leave a gap."
            : null;
    }
}
