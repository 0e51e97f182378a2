namespace Bundt.Domain.Traffic;

/// <summary>A probe that was sent, and when and where to.</summary>
/// <param name="At">When it was answered (UTC).</param>
/// <param name="Address">The scheme, host and port that it went to.</param>
/// <param name="Probe">What it met with.</param>
public sealed record SeenProbe(DateTimeOffset At, Uri Address, Probe Probe);
