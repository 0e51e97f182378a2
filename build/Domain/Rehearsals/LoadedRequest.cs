namespace Bundt.Domain.Rehearsals;

/// <summary>What became of one request of a load.</summary>
/// <param name="At">When it was to be sent, from the beginning of the rehearsal.</param>
/// <param name="Path">What it asked for.</param>
/// <param name="Status">The HTTP status, or null when there was no whole answer.</param>
/// <param name="Version">The version that answered, where the path tells it; or null.</param>
/// <param name="Failure">What went wrong, or null.</param>
/// <param name="Latency">From that moment, not from when it was really sent, until it was answered or given up.</param>
public sealed record LoadedRequest(TimeSpan At, string Path, int? Status, string? Version, string? Failure, TimeSpan Latency)
{
    /// <summary>The time that tells what it belongs to: one that was answered, to when it was sent; one that failed, to when it did.</summary>
    public TimeSpan Counted => Failure is null ? At : At + Latency;

    /// <summary>Whether it had no whole answer of the application's: the connection broke, or a load balancer says that one did (502 and 504).</summary>
    public bool WasCut => Failure is not null && Status is null or 502 or 504;
}
