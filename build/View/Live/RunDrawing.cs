using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bundt.View.Live;

/// <summary>Draws the picture of a run for a terminal of some size.</summary>
public static class RunDrawing
{
    private const int Narrow = 100;
    private const int Bar = 20;
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Busy = new(Color.Yellow);
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    /// <summary>Draws it, in no more than that many lines where that can be.</summary>
    public static IRenderable Of(RunPicture picture, int width, int height)
    {
        List<IRenderable> parts = [Heading(picture), Chain(picture.Steps, width)];
        parts.AddRange(picture.Waits.Select(wait => new Text($"Waits for {wait.What}, {Time(wait.Took)} of {Time(wait.Limit)}: {wait.Reason ?? "looking"}", Busy)));
        // The heading, the chain and the waits, in up to two lines each, leave so many lines to the groups and their servers.
        var most = Math.Max(0, height - 3 - (2 * picture.Waits.Count) - picture.Groups.Count) / Math.Max(1, picture.Groups.Count);
        parts.AddRange(picture.Groups.Select(group => Group(group, width, most)));
        return new Rows(parts);
    }

    private static Rule Heading(RunPicture picture)
    {
        var remaining = picture.Remaining is { } left ? $", about {Time(left)} left" : "";
        return new Rule(Markup.Escape($"{picture.Title}  {Time(picture.Elapsed)}{remaining}  {picture.Calls} calls")) { Justification = Justify.Left, Style = Faint };
    }

    // Broken between two targets.
    private static Paragraph Chain(IReadOnlyList<PicturedStep> steps, int width)
    {
        var (chain, column) = (new Paragraph(), 0);
        foreach (var step in steps)
        {
            var (sign, style) = step switch
            {
                { Succeeded: true } => ("✓", Good),
                { Succeeded: false } => ("✗", Bad),
                { Took: not null } => ("▶", Busy),
                _ => ("·", Faint),
            };
            var text = $"{sign} {step.Name}{(step.Took is { } took ? $" {Time(took)}" : "")}";
            if (column > 0)
                chain.Append(column + 2 + text.Length > width ? "\n" : "  ");
            column = column > 0 && column + 2 + text.Length <= width ? column + 2 + text.Length : text.Length;
            chain.Append(text, style);
        }

        return chain;
    }

    private static Tree Group(PicturedGroup group, int width, int most)
    {
        var (status, servers) = (group.Status, group.Servers);
        var line = new Paragraph().Append($"{status.Name}  {status.Release ?? "?"}  ").Append($"{status.State}  ", status.State == "live" ? Good : Busy);
        if (width >= Narrow)
            line.Append(new string('█', status.Traffic * Bar / 100), Good).Append(new string('░', Bar - (status.Traffic * Bar / 100)), Faint).Append(" ");
        line.Append(string.Create(CultureInfo.InvariantCulture, $"{status.Traffic} %  ")).Append($"{status.Healthy} of {status.Desired} healthy", status.Healthy >= status.Desired ? Good : Busy);
        var tree = new Tree(line) { Guide = TreeGuide.Line, Style = Faint };
        // Those that something is wrong with, or that are not there yet, before the others.
        var shown = servers.OrderBy(server => server.IsReady).Take(servers.Count <= most ? most : Math.Max(0, most - 1)).ToList();
        foreach (var server in shown)
            tree.AddNode(Server(server));
        if (shown.Count < servers.Count && most > 0)
            tree.AddNode(new Text($"{servers.Count - shown.Count} more, {servers.Except(shown).Count(server => server.IsReady)} of them healthy", Faint));
        return tree;
    }

    private static Paragraph Server(PicturedServer server) => new Paragraph()
        .Append($"{server.Id}  {server.Zone}  ").Append($"{server.Lifecycle}  ", server.Lifecycle == "InService" ? Style.Plain : Busy)
        .Append(server.Health is { } health ? $"{health}  " : "", server.IsReady ? Good : Busy)
        .Append(server.Age is { } age ? Time(age) : "", Faint);

    private static string Time(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} d"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds} s"),
    };
}
