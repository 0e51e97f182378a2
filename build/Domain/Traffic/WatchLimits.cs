using Bundt.Domain.Environments;

namespace Bundt.Domain.Traffic;

/// <summary>What the probes of a watch may show.</summary>
/// <param name="Settings">The limits of the environment file.</param>
/// <param name="Before">The old version's own figures right before the swap, or null where there was none or nothing is compared with them.</param>
public sealed record WatchLimits(SwapSettings Settings, Figures? Before)
{
    /// <summary>Whether the old version's figures matter.</summary>
    public static bool Compare(SwapSettings settings) => settings.Slower is not null || settings.MoreFailedPercent is not null;
}
