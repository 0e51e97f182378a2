using System.Globalization;

namespace Bundt.View.Reports;

/// <summary>A report as one page of HTML: charts are drawn already, and nothing is fetched or run.</summary>
internal sealed class ReportPage(RunReport report)
{
    private string Title => $"{report.Run.Target} {(report.Run.Release is { } release ? $"of {report.Application} {release}" : $"of {report.Application}")} to {report.Environment}";

    /// <inheritdoc />
    public override string ToString() => PageFrame.Around(Title, Html.Of($"""
        {Outcome()}
        {Facts()}
        {Notes()}
        {Back()}
        {ReportTables.Experiments(report.Experiments)}
        {Timeline()}
        {Traffic()}
        {ReportTables.Groups("Server groups before", "As they were found", report.Before)}
        {ReportTables.Groups("Server groups after", "As they were seen last", report.After)}
        {ReportTables.Kept(report.Kept)}
        {ReportTables.Calls(report.Calls, report.Waits)}
        """), Html.Of($"Run {report.Run.Run}. Times are UTC. What the charts show is in this page as JSON too, in the element with the id data."), ReportData.Of(report).ToJson());

    private Html Outcome() => report.Failure is { } failure
        ? Html.Of($"""<p class="outcome bad">✗ Failed</p><pre>{failure}</pre>""")
        : Html.Of($"""<p class="outcome good">✓ Succeeded</p>""");

    private Html Facts()
    {
        var run = report.Run;
        (string Name, string? Value)[] facts =
        [
            ("By", run.Owner),
            ("Begun", run.Begun.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("Took", run.Ended is { } ended ? $"{Html.Number((ended - run.Begun).TotalSeconds)} s" : null),
            ("Address", report.Address?.ToString()),
            ("Live before", run.From),
            ("Server group", run.To),
            ("Its servers", report.Servers),
            ("Launched from", report.LaunchedFrom),
            ("Image", report.Image),
            ("Release", run.Release),
            ("Commit", report.Commit),
            ("Explained by", report.Explain),
            ("Lease taken from", run.TakenFrom?.ToString()),
            ("Reason", run.Reason),
        ];
        return Html.Of($"""<dl>{Html.Each(facts.Where(fact => fact.Value is not null), fact => Html.Of($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>"))}</dl>""");
    }

    private Html Notes() => Html.When(report.Notes is not null, () => Html.Of($"<h2>What was released</h2><pre>{report.Notes!.Trim()}</pre>"));

    private Html Back() => Html.When(report.Back is not null, () => Html.Of($"""
        <h2>The way back</h2>
        {(report.Back!.Nothing is { } nothing ? Html.Of($"<p>There is {nothing}</p>") : Html.Of($"""
            <pre>{report.Back.Command}</pre>
            <p>It makes {report.Back.Receipt.To} live again.</p>
            <dl><dt>Warm</dt><dd>{report.Back.Warm}</dd><dt>Cold</dt><dd>{report.Back.Cold}</dd></dl>
            """))}
        """));

    private Html Timeline() => Html.When(report.Steps.Count + report.Waits.Count > 0, () => Html.Of($"""
        <h2>Timeline</h2>
        {ReportTables.Box("Timeline", TimelineChart.Of(report.Steps, report.Waits))}
        {ReportTables.Waits(report.Waits)}
        """));

    private Html Traffic() => Html.When(report.Traffic.Count > 0, () => Html.Of($"""
        <h2>Live traffic</h2>
        <p>{report.Traffic.Sum(second => second.Requests)} probes of {report.Address?.ToString()} since {report.Run.Target switch { "Rollback" => "the rollback", "Chaos" => "the first experiment", _ => "the swap" }} began; {report.Traffic.Sum(second => second.Failed)} failed.</p>
        {TrafficChart.Legend(report.Traffic)}
        {ReportTables.Box("Probes by second and version", TrafficChart.OfVersions(report.Traffic))}
        <p>Latency: half of the answers took no longer than the dark dot says, 95 % no longer than the pale one.</p>
        {ReportTables.Box("Latency by second", TrafficChart.OfLatency(report.Traffic))}
        {ReportTables.Traffic(report.Traffic)}
        """));
}
