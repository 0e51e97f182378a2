using Bundt.Domain.Experiments;
using Bundt.Domain.Pruning;
using Bundt.Domain.Runs;
using Bundt.Domain.Traffic;

namespace Bundt.View.Reports;

/// <summary>The tables of a report.</summary>
internal static class ReportTables
{
    /// <summary>Something wide, which scrolls in a box of its own, by keyboard too.</summary>
    public static Html Box(string label, Html wide) => Html.Of($"""<div class="scroll" tabindex="0" role="region" aria-label="{label}">{wide}</div>""");

    public static Html Groups(string title, string when, GroupsThen? then) => Html.When(then is not null, () => Html.Of($"""
        <h2>{title}</h2>
        {Box(title, then!.Groups.Count == 0 ? Html.Of($"<p>There was none.</p>") : Table($"{when}: {Html.Time(then.At)}", ["Server group", "Release", "State", "Traffic", "In service", "Image"], then.Groups.Select(group => Row(
            group.Name, group.Release ?? "?", group.State, $"{group.Traffic} %", $"{group.Healthy} of {group.Desired}", group.Image ?? ""))))}
        """));

    public static Html Kept(IReadOnlyList<Kept> kept) => Html.When(kept.Count > 0, () => Html.Of($"""
        <h2>What was pruned, and what stays</h2>
        {Box("What was pruned, and what stays", Table($"{kept.Count(one => one.Keep)} stay, {kept.Count(one => !one.Keep)} were to go", ["What", "Decision", "Why"], kept.OrderBy(one => one.Keep).Select(one => Row(one.What, one.Keep ? "stays" : "goes", one.Why))))}
        """));

    public static Html Experiments(IReadOnlyList<Experiment> experiments) => Html.When(experiments.Count > 0, () => Html.Of($"""
        <h2>Experiments</h2>
        <p>{experiments.Count(one => one.IsWhole)} of {experiments.Count} ended with the group whole; {experiments.Sum(one => one.Failed)} of {experiments.Sum(one => one.Probes)} probes failed. The same choices again: --seed={experiments[0].Seed}</p>
        {Box("Experiments", Table("By seed, in their order", ["No.", "What was done", "To what", "Expected", "Begun", "Seconds", "Probes", "Failed", "Then"], experiments.Select(one => Row(
            $"{one.Number}", one.Kind, one.Struck, one.Expected, Html.Time(one.Begun), Html.Number(one.Seconds), $"{one.Probes}", $"{one.Failed}", one.Lacking is { } lacking ? $"not whole: {lacking}" : "whole"))))}
        """));

    public static Html Waits(IReadOnlyList<Wait> waits) => Html.When(waits.Count > 0, () => Details(
        $"Waits: {Html.Number(waits.Sum(wait => wait.Took.TotalSeconds))} s with {waits.Sum(wait => wait.Looks)} looks",
        Table("Each wait with the last reason why it went on", ["For", "Begun", "Seconds", "Looks", "Last reason"], waits.OrderBy(wait => wait.Begun).Select(wait => Row(
            wait.What, Html.Time(wait.Begun), Html.Number(wait.Took.TotalSeconds), $"{wait.Looks}", wait.Reason ?? (wait.Succeeded == true ? "it was so at once" : "nothing was observed"))))));

    public static Html Traffic(IReadOnlyList<TrafficSecond> traffic, string what = "Probes") => Details("The same as a table", Table(
        $"{what} of live traffic, second by second", ["Second", what, "Failed", "Median ms", "95 % ms", "Versions"], traffic.Select(second => Row(
            $"{second.Second}", $"{second.Requests}", $"{second.Failed}", Html.Number(second.Median.TotalMilliseconds), Html.Number(second.Slow.TotalMilliseconds),
            string.Join(", ", second.Versions.Select(version => $"{version.Value} × {version.Key}"))))));

    public static Html Calls(IReadOnlyList<CalledAction> calls, IReadOnlyList<Wait> waits) => Html.When(calls.Count > 0, () => Html.Of($"""
        <h2>Calls to AWS</h2>
        <p>{calls.Sum(call => call.Count)} calls, {calls.Where(call => call is { IsWrite: true, Service: not "s3" }).Sum(call => call.Count)} of them writes, {calls.Sum(call => call.Failed)} failed; {waits.Sum(wait => wait.Looks)} looks of {waits.Count} waits are among what made them.</p>
        {Box("Calls to AWS", Table("By action", ["Service", "Action", "Calls", "Failed"], calls.Select(call => Row(call.Service, call.Action, $"{call.Count}", $"{call.Failed}"))))}
        """));

    public static Html Details(string summary, Html inner) => Html.Of($"<details><summary>{summary}</summary>{Box(summary, inner)}</details>");

    public static Html Table(string caption, string[] columns, IEnumerable<Html> rows) => Html.Of(
        $"""<table><caption>{caption}</caption><thead><tr>{Html.Each(columns, column => Html.Of($"""<th scope="col">{column}</th>"""))}</tr></thead><tbody>{Html.Each(rows, row => row)}</tbody></table>""");

    public static Html Row(params string[] cells) => Html.Of($"<tr>{Html.Each(cells, cell => Html.Of($"<td>{cell}</td>"))}</tr>");
}
