namespace Bundt.Domain.Traffic;

/// <summary>What the probes of live traffic met with in one second.</summary>
/// <param name="Second">Which second, from 0: whole seconds since the first of them.</param>
/// <param name="Requests">How many there were.</param>
/// <param name="Failed">How many of them were not answered with status 200.</param>
/// <param name="Median">The latency that half of the answers did not exceed.</param>
/// <param name="Slow">The latency that 95 % of the answers did not exceed.</param>
/// <param name="Versions">How many were answered with status 200, by version.</param>
public sealed record TrafficSecond(int Second, int Requests, int Failed, TimeSpan Median, TimeSpan Slow, IReadOnlyDictionary<string, int> Versions)
{
    /// <summary>The probes of one address, second by second; seconds without one are left out.</summary>
    /// <param name="probes">The probes, in any order.</param>
    /// <param name="address">The address.</param>
    public static IReadOnlyList<TrafficSecond> Of(IEnumerable<SeenProbe> probes, Uri address)
    {
        var those = probes.Where(probe => probe.Address == address).OrderBy(probe => probe.At).ToList();
        return [.. those.GroupBy(probe => (int)(probe.At - those[0].At).TotalSeconds).Select(second => Of(second.Key, [.. second.Select(one => one.Probe)]))];
    }

    private static TrafficSecond Of(int second, IReadOnlyList<Probe> probes)
    {
        var latencies = probes.Where(probe => probe.Status is not null).Select(probe => probe.Latency).Order().ToList();
        return new(
            second, probes.Count, probes.Count(probe => probe.Status is not 200), Figures.Percentile(latencies, 0.5), Figures.Percentile(latencies, 0.95),
            probes.Where(probe => probe.Status is 200).CountBy(probe => probe.Version ?? "no version").OrderBy(version => version.Key, StringComparer.Ordinal).ToDictionary());
    }
}
