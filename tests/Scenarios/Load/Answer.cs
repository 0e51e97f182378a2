namespace Bundt.Scenarios.Load;

/// <summary>What became of one request.</summary>
/// <param name="Due">When it was to be sent, from the start of the load.</param>
/// <param name="Latency">From that moment, not from when it was really sent, until it was answered or given up.</param>
/// <param name="Version">The version that answered, or null.</param>
/// <param name="Failure">What went wrong, or null.</param>
/// <param name="Fresh">Whether it was sent on a new connection.</param>
public sealed record Answer(TimeSpan Due, TimeSpan Latency, string? Version, string? Failure, bool Fresh);
