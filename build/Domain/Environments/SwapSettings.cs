namespace Bundt.Domain.Environments;

/// <summary>How traffic is moved and watched.</summary>
public sealed record SwapSettings
{
    /// <summary>Who decides that live traffic moves.</summary>
    public ApprovalKind Approval { get; init; }

    /// <summary>How long live traffic is watched after the swap.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many percent of the probes may fail during the watch.</summary>
    public double FailedPercent { get; init; } = 1;

    /// <summary>By how many percentage points more probes may fail than of the old version right before the swap; null when that does not matter.</summary>
    public double? MoreFailedPercent { get; init; }

    /// <summary>The latency that 95 % of the probes may not exceed; null when that does not matter.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>How many times as long 95 % of the probes may take as with the old version right before the swap; null when that does not matter.</summary>
    public double? Slower { get; init; }

    /// <summary>How often the scripts in <c>scripts/watch</c> are run during the watch.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one of them may take.</summary>
    public TimeSpan ScriptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the load balancer may take to answer everywhere with the new version.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the previous servers are kept at full size for a rollback.</summary>
    public TimeSpan Warm { get; init; } = TimeSpan.FromHours(1);
}
