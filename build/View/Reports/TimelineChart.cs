using Bundt.Domain.Runs;

namespace Bundt.View.Reports;

/// <summary>When each step and each wait began, and how long it took, as bars on one axis.</summary>
internal static class TimelineChart
{
    private const int Label = 330;
    private const int Width = 760;
    private const int Row = 22;
    private const int LongestLabel = 52;

    public static Html Of(IReadOnlyList<Step> steps, IReadOnlyList<Wait> waits)
    {
        var begun = steps.Select(step => step.Begun).Concat(waits.Select(wait => wait.Begun)).Min();
        var total = Math.Max(0.1, steps.Select(step => step.Begun + step.Took).Concat(waits.Select(wait => wait.Begun + wait.Took)).Max().Subtract(begun).TotalSeconds);
        // Each wait below the step that it belongs to.
        var rows = steps.Select(step => (step.Begun, IsStep: true, Name: step.Name, step.Took, step.Succeeded))
            .Concat(waits.Select(wait => (wait.Begun, IsStep: false, Name: wait.What, wait.Took, Succeeded: wait.Succeeded ?? true)))
            .OrderBy(row => row.Begun).ThenBy(row => !row.IsStep).Select((row, number) => (row.Begun, row.IsStep, row.Name, row.Took, row.Succeeded, Number: number)).ToList();
        return Html.Of($"""
            <svg data-chart="timeline" role="img" aria-label="Steps and waits over {total} seconds" viewBox="0 0 {Label + Width + 70} {(rows.Count * Row) + 24}" width="{Label + Width + 70}">
            {Html.Each(Ticks(total), second => Html.Of($"""<g class="tick"><line x1="{At(second)}" x2="{At(second)}" y1="0" y2="{rows.Count * Row}"/><text x="{At(second)}" y="{(rows.Count * Row) + 16}" text-anchor="middle">{second} s</text></g>"""))}
            {Html.Each(rows, row => Html.Of($"""<text x="{(row.IsStep ? 0 : 14)}" y="{(row.Number * Row) + 15}" class="{(row.IsStep ? "step" : "wait")}">{Short(row.Name)}<title>{row.Name}</title></text>{Bar(row.IsStep, row.Name, At((row.Begun - begun).TotalSeconds), row.Number * Row, row.Took, row.Succeeded)}<text x="{At((row.Begun - begun + row.Took).TotalSeconds) + 5}" y="{(row.Number * Row) + 15}" class="wait">{row.Took.TotalSeconds} s</text>"""))}
            </svg>
            """);

        double At(double seconds) => Label + (Width * seconds / total);

        Html Bar(bool isStep, string name, double x, double y, TimeSpan took, bool succeeded)
        {
            var (width, seconds) = (Math.Max(1, Width * took.TotalSeconds / total), took.TotalSeconds);
            return isStep
                ? Html.Of($"""<rect data-step="{name}" data-seconds="{seconds}" class="{(succeeded ? "step" : "failed")}" x="{x}" y="{y + 4}" width="{width}" height="14"/>""")
                : Html.Of($"""<rect data-wait="{name}" data-seconds="{seconds}" class="{(succeeded ? "wait" : "failed")}" x="{x}" y="{y + 7}" width="{width}" height="8"/>""");
        }
    }

    // From five to ten marks at round numbers.
    private static IEnumerable<double> Ticks(double total)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(total)));
        var step = new[] { magnitude / 10, magnitude / 5, magnitude / 2, magnitude, magnitude * 2 }.First(step => total / step <= 10);
        for (var number = 0; number * step <= total; number++)
            yield return Math.Round(number * step, 3);
    }

    private static string Short(string name) => name.Length <= LongestLabel ? name : $"{name[..(LongestLabel - 1)]}…";
}
