using System.Globalization;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;

namespace Bundt.View;

/// <summary>What a terminal and a page tell alike of a rehearsal.</summary>
internal static class RehearsalText
{
    private static readonly double[] Shares = [0.5, 0.95, 0.99];

    /// <summary>A phase in cells: its title, seconds, requests, failures, versions, latencies in milliseconds, and calls.</summary>
    public static IReadOnlyList<string> Cells(PhaseFigures figures) =>
    [
        figures.Phase.Title, Seconds(figures.Phase.Took), $"{figures.Requests.Count}", $"{figures.Failed.Count}", string.Join(" → ", figures.Versions),
        .. Shares.Select(share => figures.Requests.Count == 0 ? "" : figures.Latency(share).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)), $"{figures.Phase.Calls}",
    ];

    /// <summary>How long each way back took, what it needs, and whether that is there.</summary>
    public static IReadOnlyList<string> Rollbacks(Rehearsal rehearsal)
    {
        var twin = rehearsal.Twin.Environment;
        return
        [
            .. Rollback(rehearsal, PhaseKind.Warm, $"warm in {{0}} s; it needs the servers of {rehearsal.Old}, which are kept for {Durations.Written(rehearsal.Warm)} (swap.warm), and one change of the live rule"),
            .. Rollback(rehearsal, PhaseKind.Cold, $"cold in {{0}} s; it needs the group or the image of {rehearsal.Old}, which is among the {twin.Retain} deployments that are kept (retain), and room for its servers"),
        ];
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Rollback(Rehearsal rehearsal, PhaseKind kind, string told) =>
        rehearsal.Of(kind) is { Phase.Error: null, Moved: { } moved } figures
            ? [$"{string.Format(CultureInfo.InvariantCulture, told, Seconds(moved))}. The command took {Seconds(figures.Phase.Took)} s with its watch."]
            : [];
}
