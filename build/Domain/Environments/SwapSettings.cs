namespace Bundt.Domain.Environments;

/// <summary>How traffic is moved and watched.</summary>
public sealed record SwapSettings
{
    /// <summary>How long live traffic is watched after the swap.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many percent of the probes may fail during the watch.</summary>
    public double FailedPercent { get; init; } = 1;

    /// <summary>How long the load balancer may take to answer everywhere with the new version.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the previous servers are kept at full size for a rollback.</summary>
    public TimeSpan Warm { get; init; } = TimeSpan.FromHours(1);
}
