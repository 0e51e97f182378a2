using Bundt.Domain.Rehearsals;

namespace Bundt.View.Reports;

/// <summary>How many healthy servers live traffic had, against how many it needed, over the time of a rehearsal.</summary>
internal static class CapacityChart
{
    private const int Left = 84;
    private const int Width = 1000;
    private const int Height = 160;
    private const int Head = 18;

    /// <summary>Each target group as a line while it carries traffic, what it needs as a dashed one, and the phases behind them by their numbers.</summary>
    public static Html Of(Rehearsal rehearsal)
    {
        var (begun, ended) = (rehearsal.LoadBegun, rehearsal.Samples.Max(sample => sample.At));
        var seconds = Math.Max(1, (ended - begun).TotalSeconds);
        var names = Names(rehearsal);
        var most = Math.Max(1, rehearsal.Figures.SelectMany(figures => figures.Samples.SelectMany(sample => sample.Targets.Select(targets => Math.Max(targets.Healthy, targets.Needs(figures.Phase.Needed))))).DefaultIfEmpty(1).Max());
        var shown = rehearsal.Figures.Select((figures, place) => (figures.Phase, figures.Samples, Number: place + 1)).Where(phase => phase.Samples.Count > 0).ToList();
        return Html.Of($"""
            <svg data-chart="capacity" role="img" aria-label="Healthy servers of live traffic, and how many it needed" viewBox="0 -{Head} {Left + Width + 10} {Height + Head + 24}" width="{Left + Width + 10}">
            {Html.Each(shown, phase => Html.Of($"""<rect class="phase {(phase.Number % 2 == 0 ? "even" : "odd")}" x="{X(phase.Samples[0].At)}" y="-{Head}" width="{X(End(phase.Samples)) - X(phase.Samples[0].At)}" height="{Height + Head}"><title>{phase.Number} {phase.Phase.Title}</title></rect><text x="{X(phase.Samples[0].At) + 3}" y="-5" class="wait">{phase.Number}</text>"""))}
            <g class="tick"><line x1="{Left}" x2="{Left + Width}" y1="{Height}" y2="{Height}"/><line x1="{Left}" x2="{Left + Width}" y1="0" y2="0"/><text x="{Left - 6}" y="{Height}" text-anchor="end">0</text><text x="{Left - 6}" y="6" text-anchor="end">{most}</text></g>
            {Html.Each(names.Select((name, number) => (name, number)), one => Html.Each(Stretches(rehearsal, one.name), stretch => Html.Of($"""<path class="needed v{one.number % 2}" d="{Path(stretch, part => part.Needed)}"/><path data-target-group="{one.name}" class="healthy v{one.number % 2}" d="{Path(stretch, part => part.Healthy)}"/>""")))}
            {Html.Each(rehearsal.Figures.SelectMany(figures => Short(figures)), at => Html.Of($"""<rect class="failed" x="{X(at)}" y="{Height - 4}" width="4" height="4"/>"""))}
            {Html.Each(Enumerable.Range(0, (int)seconds + 1).Where(second => second % Math.Max(1, (int)seconds / 12) == 0), second => Html.Of($"""<text x="{Left + (Width * second / seconds)}" y="{Height + 16}" text-anchor="middle" class="wait">{second} s</text>"""))}
            </svg>
            """);

        double X(TimeSpan at) => Left + (Width * (Math.Clamp((at - begun).TotalSeconds, 0, seconds) / seconds));
        double Y(int servers) => Height - (Height * (double)servers / most);
        TimeSpan End(IReadOnlyList<CapacitySample> samples) => rehearsal.Samples.Where(sample => sample.At > samples[^1].At).Select(sample => sample.At).DefaultIfEmpty(ended).Min();
        // As steps: what was seen holds until the next look.
        string Path(IReadOnlyList<Part> stretch, Func<Part, int> height) => string.Join(' ', stretch.Select((part, place) => FormattableString.Invariant(
            $"{(place == 0 ? "M" : "V")}{(place == 0 ? FormattableString.Invariant($"{X(part.From):0.##},") : "")}{Y(height(part)):0.##} H{X(part.Until):0.##}")));
    }

    /// <summary>Which colour is which.</summary>
    public static Html Legend(Rehearsal rehearsal) => Html.Of($"""
        <ul class="legend">{Html.Each(Names(rehearsal).Select((name, number) => (name, number)), one => Html.Of($"""<li><span class="v{one.number % 2}"></span>{one.name}, healthy servers</li>"""))}<li>dashed: as many as rule 16 needs</li></ul>
        """);

    private static List<string> Names(Rehearsal rehearsal) => [.. rehearsal.Samples.SelectMany(sample => sample.Targets).Select(targets => targets.Name).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<TimeSpan> Short(PhaseFigures figures) => figures.Samples
        .Where(sample => figures.Phase.Kind != PhaseKind.Faults && sample.Targets.Any(targets => targets.Healthy < targets.Needs(figures.Phase.Needed))).Select(sample => sample.At);

    // While a target group carries no traffic it has no line.
    private static List<List<Part>> Stretches(Rehearsal rehearsal, string name)
    {
        var seen = rehearsal.Figures.SelectMany(figures => figures.Samples.Select(sample => (sample.At, figures.Phase.Needed, Targets: sample.Targets.FirstOrDefault(targets => targets.Name == name)))).ToList();
        var stretches = new List<List<Part>>();
        var isOpen = false;
        foreach (var (place, one) in seen.Index())
        {
            if (one.Targets is { } targets)
            {
                if (!isOpen)
                    stretches.Add([]);
                stretches[^1].Add(new(one.At, place + 1 < seen.Count ? seen[place + 1].At : one.At, targets.Healthy, targets.Needs(one.Needed)));
            }

            isOpen = one.Targets is not null;
        }

        return stretches;
    }

    private sealed record Part(TimeSpan From, TimeSpan Until, int Healthy, int Needed);
}
