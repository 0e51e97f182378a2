namespace Bundt.View;

/// <summary>
/// What a build server wants to see beside the words: GitHub Actions folds lines into groups and shows errors on the run's page (GitHub Docs,
/// "Workflow commands"). Other build servers, and terminals, are told nothing of it.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="variable">Reads an environment variable.</param>
public sealed class BuildServer(TextWriter output, Func<string, string?> variable)
{
    private readonly bool _isGitHub = variable("GITHUB_ACTIONS") == "true";

    /// <summary>A target begins: the lines from here on belong together.</summary>
    public void Begin(string target) => Command("group", "", target);

    /// <summary>It ends.</summary>
    public void End() => Command("endgroup", "", "");

    /// <summary>The run failed.</summary>
    /// <param name="title">Of what.</param>
    /// <param name="why">What a person is told, in several lines.</param>
    public void Fail(string title, string why) => Command("error", $" title={Escaped(title).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal)}", why);

    private void Command(string name, string property, string value)
    {
        if (_isGitHub)
            output.WriteLine($"::{name}{property}::{Escaped(value)}");
    }

    private static string Escaped(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
