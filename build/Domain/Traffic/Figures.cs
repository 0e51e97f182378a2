namespace Bundt.Domain.Traffic;

/// <summary>What a number of probes says of a version.</summary>
/// <param name="Probes">How many probes.</param>
/// <param name="FailedPercent">How many percent of them failed.</param>
/// <param name="Latency">The latency that 95 % of the answers did not exceed.</param>
public sealed record Figures(int Probes, double FailedPercent, TimeSpan Latency)
{
    /// <summary>Counts probes.</summary>
    /// <param name="probes">The probes.</param>
    /// <param name="versions">The versions that may answer; none when any may.</param>
    public static Figures Of(IReadOnlyCollection<Probe> probes, params IReadOnlyCollection<string> versions)
    {
        var latencies = probes.Where(probe => probe.Status is not null).Select(probe => probe.Latency).Order().ToList();
        var failed = probes.Count(probe => versions.Count == 0 ? probe.Status is not 200 : probe.Reason(versions) is not null);
        return new(
            probes.Count, probes.Count == 0 ? 0 : 100.0 * failed / probes.Count,
            Percentile(latencies, 0.95));
    }

    /// <summary>The latency that a share of them did not exceed; zero when there are none.</summary>
    /// <param name="latencies">The latencies, the shortest first.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    internal static TimeSpan Percentile(IReadOnlyList<TimeSpan> latencies, double share) => latencies.Count == 0 ? TimeSpan.Zero : latencies[(int)Math.Ceiling(latencies.Count * share) - 1];
}
