namespace Bundt.View;

/// <summary>What there is to know of a target, for the terminal and for the documentation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Does">What it does.</param>
/// <param name="After">The targets that are walked before it.</param>
/// <param name="Options">The options that mean something to it, as they are written, each with what it means.</param>
/// <param name="Examples">Command lines, each with what it is for.</param>
/// <param name="Notes">What else is to know, a paragraph each.</param>
public sealed record TargetPage(
    string Name, string Does, IReadOnlyList<string> After, IReadOnlyList<(string Name, string Means)> Options, IReadOnlyList<(string Command, string For)> Examples,
    IReadOnlyList<string> Notes)
{
    private const int Width = 26;

    /// <summary>For the terminal.</summary>
    public string ToText() => string.Join(Environment.NewLine,
    [
        $"{Name} – {Does}",
        .. After.Count == 0 ? Array.Empty<string>() : [$"  after     {string.Join(" → ", After)}"],
        .. Options.Select(option => $"  {option.Name.PadRight(Width)}{option.Means}"),
        .. Examples.Select(example => $"  {example.Command}{Environment.NewLine}      {example.For}"),
        .. Notes.Select(note => $"  {note}"),
        "",
    ]);

    /// <summary>As a page of the documentation, in Markdown.</summary>
    public string ToMarkdown() => string.Join('\n',
    [
        $"# {Name}", "", $"{Does}.", "",
        .. After.Count == 0 ? Array.Empty<string>() : [$"Runs after {string.Join(" → ", After)}; alone with `--exclusive`.", ""],
        .. Notes.SelectMany(note => new[] { note, "" }),
        "## Examples", "",
        .. Examples.SelectMany(example => new[] { $"`{example.Command}`  ", example.For + ".", "" }),
        .. Options.Count == 0 ? Array.Empty<string>() : ["## Options", "", "| option | meaning |", "|---|---|", .. Options.Select(option => $"| `{option.Name}` | {option.Means.Replace("|", "\\|", StringComparison.Ordinal)} |"), ""],
    ]);
}
