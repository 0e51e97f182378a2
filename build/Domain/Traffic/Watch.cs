namespace Bundt.Domain.Traffic;

/// <summary>Judges live traffic after a swap.</summary>
public static class Watch
{
    // A single bad answer among few says little; from so many on a share means something.
    private const int Meaningful = 20;

    // What a network adds and takes by itself: less than that says nothing of a version.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(20);

    /// <summary>Why traffic has to go back while the watch goes on, or null while all is well or too little is known.</summary>
    public static string? ReasonSoFar(IReadOnlyCollection<Probe> probes, IReadOnlyCollection<string> versions, WatchLimits limits) =>
        probes.Count < Meaningful ? null : Reason(probes, versions, limits);

    /// <summary>Why traffic has to go back, or null when all is well.</summary>
    /// <param name="probes">What outside probes were answered with since the step was seen.</param>
    /// <param name="versions">The versions that may answer now: in a step that divides live traffic there are two.</param>
    /// <param name="limits">What they may show.</param>
    public static string? Reason(IReadOnlyCollection<Probe> probes, IReadOnlyCollection<string> versions, WatchLimits limits)
    {
        var (settings, before, now) = (limits.Settings, limits.Before, Figures.Of(probes, versions));
        var wrong = probes.Select(probe => probe.Reason(versions)).OfType<string>().ToList();
        if (now.FailedPercent > settings.FailedPercent)
            return Failed($"allowed {settings.FailedPercent:0.#} %");
        if (before is not null && now.FailedPercent > before.FailedPercent + settings.MoreFailedPercent)
            return Failed($"{before.FailedPercent:0.#} % before, allowed {settings.MoreFailedPercent:0.#} points more");
        if (now.Latency > settings.Latency)
            return Late($"allowed {settings.Latency.Value.TotalMilliseconds:0} ms");
        if (before is not null && now.Latency > before.Latency * settings.Slower && now.Latency > before.Latency + Noise)
            return Late($"{before.Latency.TotalMilliseconds:0} ms before, allowed {settings.Slower:0.##} times that");
        return null;

        string Failed(string allowed) => $"{wrong.Count} of {probes.Count} probes failed ({now.FailedPercent:0.#} %, {allowed}); the last one {wrong[^1]}";

        string Late(string allowed) => $"5 % of {probes.Count} probes took {now.Latency.TotalMilliseconds:0} ms or longer ({allowed})";
    }
}
