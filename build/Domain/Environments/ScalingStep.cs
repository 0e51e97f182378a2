using System.Globalization;

namespace Bundt.Domain.Environments;

/// <summary>A step of a step scaling policy: what is done while the metric is between two bounds.</summary>
public sealed record ScalingStep
{
    /// <summary>Where it begins, as the difference to the alarm's threshold and itself included; null for no bound.</summary>
    public double? Lower { get; init; }

    /// <summary>Where it ends, as the difference to the alarm's threshold; null for no bound.</summary>
    public double? Upper { get; init; }

    /// <summary>By how many servers or percent, or to how many.</summary>
    public required int Adjustment { get; init; }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Adjustment} from {Lower} to {Upper}");
}
