namespace Bundt.Domain.Traffic;

/// <summary>Judges live traffic after a swap.</summary>
public static class Watch
{
    /// <summary>Why traffic has to go back, or null while all is well.</summary>
    /// <param name="probes">What outside probes were answered with since the swap was seen everywhere.</param>
    /// <param name="version">The version that is live now.</param>
    /// <param name="failedPercent">How many percent of the probes may fail.</param>
    public static string? Reason(IReadOnlyCollection<Probe> probes, string version, double failedPercent)
    {
        var wrong = probes.Select(probe => probe.Reason(version, null)).OfType<string>().ToList();
        var percent = probes.Count == 0 ? 0 : 100.0 * wrong.Count / probes.Count;
        return percent > failedPercent
            ? $"{wrong.Count} of {probes.Count} probes failed ({percent:0.#} %, allowed {failedPercent:0.#} %); the last one {wrong[^1]}"
            : null;
    }
}
