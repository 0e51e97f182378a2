using Bundt.Domain.Traffic;

namespace Bundt.View.Reports;

/// <summary>The probes of live traffic, second by second: which version answered them, and how quickly.</summary>
internal static class TrafficChart
{
    private const int Left = 84;
    private const int Height = 160;
    private const int Bottom = 24;

    /// <summary>Which version answered, as bars that stand on one another; what failed stands on top.</summary>
    public static Html OfVersions(IReadOnlyList<TrafficSecond> traffic, string what = "Probes")
    {
        var (versions, most) = (Versions(traffic), traffic.Max(second => second.Requests));
        return Chart(traffic, "traffic", $"{what} by second and version", $"{most}", second =>
        {
            var parts = versions.Select((version, number) => (Name: (string?)version, Style: $"v{number % 6}", Count: second.Versions.GetValueOrDefault(version)))
                .Append((Name: null, Style: "failed", Count: second.Failed)).Where(part => part.Count > 0);
            var y = (double)Height;
            return Html.Each(parts, part =>
            {
                var height = (double)Height * part.Count / most;
                y -= height;
                var what = part.Name is { } name ? Html.Of($"data-version=\"{name}\" data-requests=\"{part.Count}\"") : Html.Of($"data-failed=\"{part.Count}\"");
                return Html.Of($"""<rect data-second="{second.Second}" {what} class="{part.Style}" x="{X(traffic, second) + 1}" y="{y}" width="{Step(traffic) - 2}" height="{height}"><title>second {second.Second}: {part.Count} {part.Name ?? "failed"}</title></rect>""");
            });
        });
    }

    /// <summary>How quickly: half of the answers, and 95 % of them, took no longer.</summary>
    public static Html OfLatency(IReadOnlyList<TrafficSecond> traffic)
    {
        var most = Math.Max(1, traffic.Max(second => second.Slow.TotalMilliseconds));
        return Chart(traffic, "latency", "Latency by second: median, and 95 %", FormattableString.Invariant($"{most:0.#} ms"), second =>
        {
            var (x, median, slow) = (X(traffic, second) + (Step(traffic) / 2), second.Median.TotalMilliseconds, second.Slow.TotalMilliseconds);
            return Html.Of($"""<line class="range" x1="{x}" x2="{x}" y1="{Y(median)}" y2="{Y(slow)}"/><circle class="slow" cx="{x}" cy="{Y(slow)}" r="3"/><circle data-second="{second.Second}" data-median="{median}" data-slow="{slow}" class="median" cx="{x}" cy="{Y(median)}" r="4"><title>second {second.Second}: half in {median} ms, 95 % in {slow} ms</title></circle>""");
        });

        double Y(double milliseconds) => Height - (Height * milliseconds / most);
    }

    /// <summary>Which colour is which.</summary>
    public static Html Legend(IReadOnlyList<TrafficSecond> traffic) => Html.Of($"""
        <ul class="legend">{Html.Each(Versions(traffic).Select((version, number) => (version, number)), one => Html.Of($"""<li><span class="v{one.number % 6}"></span>{one.version}</li>"""))}{Html.When(traffic.Any(second => second.Failed > 0), () => Html.Of($"""<li><span class="failed"></span>failed</li>"""))}</ul>
        """);

    private static Html Chart(IReadOnlyList<TrafficSecond> traffic, string name, string label, string top, Func<TrafficSecond, Html> one)
    {
        var width = Left + (Seconds(traffic) * Step(traffic)) + 10;
        return Html.Of($"""
            <svg data-chart="{name}" role="img" aria-label="{label}" viewBox="0 -10 {width} {Height + Bottom + 10}" width="{width}">
            <g class="tick"><line x1="{Left}" x2="{width}" y1="{Height}" y2="{Height}"/><line x1="{Left}" x2="{width}" y1="0" y2="0"/><text x="{Left - 6}" y="{Height}" text-anchor="end">0</text><text x="{Left - 6}" y="6" text-anchor="end">{top}</text></g>
            {Html.Each(traffic, one)}
            {Html.Each(traffic.Where(second => second.Second % Math.Max(1, Seconds(traffic) / 12) == 0), second => Html.Of($"""<text x="{X(traffic, second) + (Step(traffic) / 2)}" y="{Height + 16}" text-anchor="middle" class="wait">{second.Second} s</text>"""))}
            </svg>
            """);
    }

    private static List<string> Versions(IReadOnlyList<TrafficSecond> traffic) => [.. traffic.SelectMany(second => second.Versions.Keys).Distinct().Order(StringComparer.Ordinal)];

    private static int Seconds(IReadOnlyList<TrafficSecond> traffic) => traffic[^1].Second + 1;

    // A long watch is squeezed, until its bars are too thin to be seen.
    private static double Step(IReadOnlyList<TrafficSecond> traffic) => Math.Clamp(1000.0 / Seconds(traffic), 4, 60);

    private static double X(IReadOnlyList<TrafficSecond> traffic, TrafficSecond second) => Left + (second.Second * Step(traffic));
}
