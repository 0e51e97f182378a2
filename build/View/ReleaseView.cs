using System.Globalization;
using Bundt.Domain.Checks;
using Bundt.Domain.Pruning;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Releases;
using Bundt.Domain.Runs;
using Bundt.Domain.Traffic;
using Bundt.View.Reports;
using Spectre.Console;

namespace Bundt.View;

/// <summary>Tells a run line by line: the thing first, then what happened to it, then why.</summary>
/// <param name="output">Where to.</param>
public sealed class ReleaseView(TextWriter output)
{
    private const int StepWidth = 10;
    private const int Narrow = 100;
    private readonly Lock _gate = new();
    private readonly List<Kept> _decisions = [];
    private readonly List<(string Step, string Text)> _conclusion = [];

    /// <summary>What pruning has decided so far.</summary>
    public IReadOnlyList<Kept> Decisions => _decisions;

    /// <summary>How the release is undone, or null where nobody has told.</summary>
    public Undo? Undo { get; private set; }

    /// <summary>Is told each line that is said of the run itself: the step, or nothing, and the text.</summary>
    public event Action<string, string>? Said;

    /// <summary>One line under a step's name.</summary>
    public void Say(string step, string text)
    {
        Line(step, text);
        Said?.Invoke(step, text);
    }

    /// <summary>A question, which the answer is typed behind.</summary>
    public void Ask(string text)
    {
        lock (_gate)
        {
            output.Write($"{"",StepWidth}{text} ");
            output.Flush();
        }
    }

    /// <summary>A line of those that are to be the last of all, below the table of durations.</summary>
    public void Conclude(string step, string text)
    {
        _conclusion.Add((step, text));
        Said?.Invoke(step, text);
    }

    /// <summary>Ends the telling with the conclusion, where there is one.</summary>
    public void Close()
    {
        foreach (var (step, text) in _conclusion)
            Line(step, text);
    }

    /// <summary>A line of what a program that a step runs says.</summary>
    public void Quote(string text) => Line("", $"| {text}");

    /// <summary>A line of what the run of one environment of several says.</summary>
    /// <param name="speaker">The environment, padded to the longest name.</param>
    /// <param name="text">The line; those that only set lines apart are left out.</param>
    public void Pass(string speaker, string text)
    {
        if (text.All(sign => sign is '-' or '=' or ' '))
            return;
        lock (_gate)
            output.WriteLine($"{speaker} | {text.TrimEnd()}");
    }

    /// <summary>Where live traffic goes now and where it is to go.</summary>
    public void Show(SwapPlan plan) => Say("Swap", plan.Previous is not { } previous
        ? $"{plan.Next.Name} is the first to be live: {plan.From.Name} → {plan.To.Name}"
        : plan.IsBegun
            ? $"{plan.Next.Name} goes on to take over from {previous.Name}: it has {plan.Share} % of live traffic already"
            : $"{plan.Next.Name} takes over from {previous.Name}: {plan.From.Name} → {plan.To.Name}{(plan.Steps.Count > 1 ? $", {string.Join(", ", plan.Steps.Select(share => $"{share} %"))}" : "")}");

    /// <summary>How the release is undone; below all else.</summary>
    public void Show(Undo undo)
    {
        Undo = undo;
        foreach (var (number, line) in undo.Lines.Index())
        {
            _conclusion.Add((number == 0 ? "Receipt" : "", line));
            Said?.Invoke("Receipt", line.TrimStart());
        }
    }

    /// <summary>What pruning keeps and removes, and why.</summary>
    public void Show(IReadOnlyCollection<Kept> decisions)
    {
        _decisions.AddRange(decisions);
        foreach (var decision in decisions)
            Say("Prune", $"{decision.What} {(decision.Keep ? "stays" : "goes")}: {decision.Why}");
    }

    /// <summary>Where something comes from, link by link.</summary>
    public void Show(IReadOnlyCollection<ProvenanceLink> links)
    {
        foreach (var link in links)
            Say("Explain", $"{(link.Holds ? "✓" : "✗")} {link.From} ← {link.To}{(link.Unseen is { } unseen ? $" (cannot be seen from this account: {unseen})" : "")}");
    }

    /// <summary>What was found of all that a release needs: what is wrong last, each with what is needed and how to mend it.</summary>
    public void Show(IReadOnlyCollection<Finding> findings)
    {
        foreach (var finding in findings.OrderBy(finding => Sign(finding.Severity).Order))
        {
            Say("Doctor", $"{Sign(finding.Severity).Sign} {finding.Subject}: {finding.Found}");
            if (finding.Needed is { } needed)
                Say("", $"  needed: {needed}");
            if (finding.Mend is { } mend)
                Say("", $"  mend:   {mend}");
        }
    }

    /// <summary>The state of an environment, as a table.</summary>
    /// <param name="status">The state.</param>
    /// <param name="again">Whether it is shown again and again: on a terminal in the place of the one before.</param>
    public void Show(EnvironmentStatus status, bool again = false)
    {
        if (again)
            Clear();
        Say("Status", status.Live is { } live
            ? $"{status.Application} in {status.Environment}: {live.Release} is live at {status.Address}"
            : $"{status.Application} in {status.Environment}: nothing is live at {status.Address}");
        if (status.Groups.Count > 0)
            Table(status);
        foreach (var difference in status.Drift)
            Say("Drift", difference);
        if (status.Lease is { } lease)
            Say("Lease", $"held by {lease}");
        foreach (var run in status.History)
            Say("History", Tell(run));
    }

    /// <summary>How a run of several environments ended.</summary>
    public void Show(string target, IReadOnlyCollection<EnvironmentOutcome> outcomes)
    {
        var table = NewTable("Environment", target, "Live now", "Took");
        foreach (var one in outcomes)
            Row(table, one.Environment, one.Result, one.Live, string.Create(CultureInfo.InvariantCulture, $"{one.Took.TotalSeconds:0} s"));
        Write(table);
        foreach (var one in outcomes.Where(one => one.Why is not null))
            Say("", $"{one.Environment}: {one.Why}");
        var failed = outcomes.Where(one => one.Result != "succeeded").Select(one => one.Environment).ToList();
        Say("Summary", failed.Count == 0
            ? $"{target} succeeded in all of {outcomes.Count} environments"
            : $"{target} did not succeed in {failed.Count} of {outcomes.Count} environments: {string.Join(", ", failed)}");
    }

    /// <summary>What a rehearsal has shown: its phases as a table, the ways back, and what is wrong.</summary>
    public void Show(Rehearsal rehearsal)
    {
        var table = NewTable("Phase", "Seconds", "Requests", "Failed", "Versions", "p50 ms", "p95 ms", "p99 ms", "AWS calls");
        foreach (var figures in rehearsal.Figures)
            Row(table, [.. RehearsalText.Cells(figures)]);
        Write(table);
        foreach (var line in rehearsal.LeftOut)
            Say("", $"not rehearsed: {line}");
        foreach (var line in RehearsalText.Rollbacks(rehearsal))
            Say("Rollback", line);
        foreach (var finding in rehearsal.Findings)
            Say("Found", finding);
    }

    private void Line(string step, string text)
    {
        lock (_gate)
            output.WriteLine($"{step} ".PadRight(StepWidth) + text);
    }

    private static (string Sign, int Order) Sign(Severity severity) => severity switch
    {
        Severity.Fine => ("✓", 0),
        Severity.Unknown => ("?", 1),
        Severity.Should => ("should", 2),
        _ => ("MUST", 3),
    };

    private static string Tell(RunRecord run)
    {
        var what = run.Release is null ? run.Target : $"{run.Target} {run.Release}";
        var taken = run.TakenFrom is { } from ? $"; took the lease from {from.Owner} ({from.Target}, run {from.Run})" : "";
        var why = run.Reason is { } reason ? $": {reason}" : "";
        var made = run.Experiments is { Count: > 0 } all
            ? string.Create(CultureInfo.InvariantCulture, $"; {all.Count} experiments, {all.Max(one => one.Seconds):0.0} s at the most, {all.Sum(one => one.Failed)} of {all.Sum(one => one.Probes)} probes failed") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{run.Begun:yyyy-MM-dd HH:mm} UTC {what} by {run.Owner}: {run.Outcome ?? "not ended"}{made}{taken}{why}");
    }

    private void Table(EnvironmentStatus status)
    {
        // A name that is broken into lines cannot be copied, and the image is the last that one looks for.
        var isNarrow = NewConsole().Profile is { Out.IsTerminal: true, Width: < Narrow };
        var table = NewTable(["Server group", "Release", "State", "Healthy", .. isNarrow ? Array.Empty<string>() : ["Image"], "Warm until"]);
        foreach (var group in status.Groups)
        {
            Row(
                table,
                [
                    group.Name, group.Release ?? "?", group.Traffic is > 0 and < 100 ? $"{group.State}, {group.Traffic} %" : group.State, $"{group.Healthy} of {group.Desired}",
                    .. isNarrow ? Array.Empty<string>() : [group.Image ?? ""], group.WarmUntil?.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
                ]);
        }

        Write(table);
    }

    private static Table NewTable(params string[] columns) => new Table().Border(TableBorder.Simple).AddColumns(columns);

    // As they are: a name may hold brackets, which are markup in a plain string.
    private static void Row(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    private void Write(Table table)
    {
        var console = NewConsole();
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 160;
        console.Write(table);
    }

    private void Clear()
    {
        var console = NewConsole();
        if (console.Profile.Out.IsTerminal)
            console.Clear(home: true);
        else
            output.WriteLine();
    }

    private IAnsiConsole NewConsole() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
}
