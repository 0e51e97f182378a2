namespace Bundt.Packages.Tests.Frosting;

/// <summary>What the sample build answered: its exit code and the lines that are not empty.</summary>
internal sealed record BuildOutcome(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>The tasks that the summary lists, each with its status.</summary>
    public IEnumerable<string> Summary
        => Output.Where(l => l.EndsWith("Succeeded", StringComparison.Ordinal) || l.EndsWith("Failed", StringComparison.Ordinal))
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => $"{words[0]} {words[^1]}");

    /// <summary>The tasks that announced themselves, each between two rules.</summary>
    public IEnumerable<string> Banners
        => Output.Where((_, i) => i > 0 && IsRule(Output[i - 1]) && Output.Take(i).Count(IsRule) % 2 == 1);

    private static bool IsRule(string line) => line.StartsWith("====", StringComparison.Ordinal);
}
