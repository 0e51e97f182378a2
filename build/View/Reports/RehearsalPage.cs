using System.Globalization;
using Bundt.Domain.Rehearsals;

namespace Bundt.View.Reports;

/// <summary>A rehearsal as one page of HTML: charts are drawn already, and nothing is fetched or run.</summary>
internal sealed class RehearsalPage(Rehearsal rehearsal)
{
    private string Title => $"Rehearsal of {rehearsal.Application} {rehearsal.New} in {rehearsal.Environment}";

    /// <inheritdoc />
    public override string ToString() => PageFrame.Around(Title, Html.Of($"""
        {Outcome()}
        {Facts()}
        {Receipt()}
        {Phases()}
        {Capacity()}
        {Traffic()}
        {Failures()}
        {List("In what the twin differs", rehearsal.Twin.Differences)}
        {List("What did not take place", rehearsal.LeftOut)}
        """), Html.Of($"Run {rehearsal.Run}. Seconds of the charts count from the beginning of the load. What they show is in this page as JSON too, in the element with the id data."), RehearsalReport.ToJson(rehearsal));

    private Html Outcome() => rehearsal.Findings.Count == 0
        ? Html.Of($"""<p class="outcome good">✓ Nothing was found that is wrong</p>""")
        : Html.Of($"""<p class="outcome bad">✗ {rehearsal.Findings.Count} found that would hurt production</p><ul class="found">{Html.Each(rehearsal.Findings, finding => Html.Of($"<li>{finding}</li>"))}</ul>""");

    private Html Facts()
    {
        var (servers, traffic) = (rehearsal.Twin.Environment.Servers, rehearsal.Twin.Environment.Traffic);
        (string Name, string Value)[] facts =
        [
            ("By", rehearsal.Owner),
            ("Begun", rehearsal.Begun.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("From", rehearsal.Old),
            ("To", rehearsal.New),
            ("Servers", $"{servers.Desired}, {servers.Min} to {servers.Max}, in {servers.Subnets.Count} subnets"),
            ("Moves", string.Join(", ", traffic.Shares().Select(share => $"{share} %"))),
            ("Target groups", rehearsal.Network.TargetGroups.Blue.ToString()),
            ("Load", $"{rehearsal.PerSecond} requests a second; {rehearsal.Requests.Count} requests, {rehearsal.Requests.Count(request => request.Failure is not null)} failed"),
        ];
        return Html.Of($"""<dl>{Html.Each(facts, fact => Html.Of($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>"))}</dl>""");
    }

    private Html Receipt() => Html.When(RehearsalText.Rollbacks(rehearsal).Count > 0, () => Html.Of($"""
        <h2>The way back</h2>
        <ul class="found">{Html.Each(RehearsalText.Rollbacks(rehearsal), line => Html.Of($"<li>{line}</li>"))}</ul>
        """));

    private Html Phases() => Html.Of($"""
        <h2>Phases</h2>
        {ReportTables.Box("Phases", ReportTables.Table("Each with what the load met with until the next began", ["", "Phase", "Seconds", "Requests", "Failed", "Versions", "p50 ms", "p95 ms", "p99 ms", "AWS calls", ""], rehearsal.Figures.Select((figures, place) => ReportTables.Row(
            [$"{place + 1}", .. RehearsalText.Cells(figures), figures.Phase.Error is null ? "✓" : $"✗ {figures.Phase.Error}"]))))}
        """);

    private Html Capacity() => Html.When(rehearsal.Samples.Count > 0, () => Html.Of($"""
        <h2>Capacity</h2>
        <p>Healthy servers of the target groups that live traffic went to, about twice a second. The numbers are those of the phases.</p>
        {CapacityChart.Legend(rehearsal)}
        {ReportTables.Box("Healthy servers over time", CapacityChart.Of(rehearsal))}
        """));

    private Html Traffic() => Html.When(rehearsal.Seconds.Count > 0, () => Html.Of($"""
        <h2>Live traffic</h2>
        {TrafficChart.Legend(rehearsal.Seconds)}
        {ReportTables.Box("Requests by second and version", TrafficChart.OfVersions(rehearsal.Seconds, "Requests"))}
        <p>Latency: half of the answers took no longer than the dark dot says, 95 % no longer than the pale one.</p>
        {ReportTables.Box("Latency by second", TrafficChart.OfLatency(rehearsal.Seconds))}
        {ReportTables.Traffic(rehearsal.Seconds, "Requests")}
        """));

    private Html Failures() => Html.When(rehearsal.Figures.Any(figures => figures.Failed.Count > 0), () => Html.Of($"""
        <h2>What failed</h2>
        {ReportTables.Box("What failed", ReportTables.Table("The most frequent of each phase", ["Phase", "Requests"], rehearsal.Figures.SelectMany(figures => figures.Examples(figures.Failed).Select(example => ReportTables.Row(figures.Phase.Title, example)))))}
        """));

    private static Html List(string title, IReadOnlyList<string> lines) => Html.When(lines.Count > 0, () => Html.Of($"""
        <h2>{title}</h2>
        <ul class="found">{Html.Each(lines, line => Html.Of($"<li>{line}</li>"))}</ul>
        """));
}
