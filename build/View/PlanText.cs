using System.Text;
using Bundt.Domain.Plans;
using Spectre.Console;

namespace Bundt.View;

/// <summary>A plan for people: as a tree on a terminal, and as Markdown for a review.</summary>
public static class PlanText
{
    /// <summary>Shows it as a tree.</summary>
    public static void Show(ReleasePlan plan, TextWriter output)
    {
        var tree = new Tree(Plain(Title(plan)));
        foreach (var step in plan.Changes.GroupBy(change => change.Step))
        {
            var node = tree.AddNode(Plain(step.Key));
            foreach (var change in step)
                node.AddNode(Plain(Line(change)));
        }

        if (plan.Changes.Count == 0)
            tree.AddNode(Plain("nothing is to be done"));
        foreach (var summary in Summary(plan))
            tree.AddNode(Plain(summary));
        var kept = tree.AddNode(Plain("Kept"));
        foreach (var decision in plan.Kept.Where(decision => decision.Keep))
            kept.AddNode(Plain($"{decision.What}: {decision.Why}"));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 200;
        console.Write(tree);
    }

    /// <summary>The same as Markdown.</summary>
    public static string Markdown(ReleasePlan plan)
    {
        var text = new StringBuilder().AppendLine($"# {Title(plan)}").AppendLine();
        foreach (var summary in Summary(plan))
            text.AppendLine($"- {summary}");
        text.AppendLine().AppendLine("| step | change | why | calls |").AppendLine("|---|---|---|---|");
        foreach (var change in plan.Changes)
            text.AppendLine($"| {change.Step} | {Verb(change)} {change.Resource} | {change.Why} | {string.Join(", ", change.Calls)} |");
        text.AppendLine().AppendLine("| kept or removed | | why |").AppendLine("|---|---|---|");
        foreach (var decision in plan.Kept)
            text.AppendLine($"| {decision.What} | {(decision.Keep ? "stays" : "goes")} | {decision.Why} |");
        return text.ToString();
    }

    private static string Title(ReleasePlan plan) => $"{plan.Application} {plan.Release} ({plan.Commit[..10]}) to {plan.Environment}";

    private static IEnumerable<string> Summary(ReleasePlan plan) =>
    [
        $"Traffic: {plan.Traffic.Before} → {plan.Traffic.After}",
        $"Capacity: {plan.Capacity.Before} → {plan.Capacity.After}",
        $"Rollback afterwards: {plan.Rollback ?? "nothing to go back to"}",
        $"Write calls to AWS: {plan.Changes.Sum(change => change.Calls.Count)}",
    ];

    private static string Line(Change change) => $"{Verb(change)} {change.Resource}: {change.Why}{(change.Calls.Count == 0 ? "" : $" ({string.Join(", ", change.Calls)})")}";

    private static string Verb(Change change) => change.Kind.ToString().ToLowerInvariant();

    private static Text Plain(string text) => new(text);
}
