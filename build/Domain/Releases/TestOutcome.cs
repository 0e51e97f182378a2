using Bundt.Domain.Environments;

namespace Bundt.Domain.Releases;

/// <summary>What came of running the application's own tests.</summary>
/// <param name="App">How they were to be run.</param>
/// <param name="ExitCode">The exit code of their command.</param>
/// <param name="Tally">What their results tell, or null when they left none.</param>
/// <param name="Said">What the command said last, after the lines before that look like the name of what failed.</param>
public sealed record TestOutcome(Application App, int ExitCode, TestTally? Tally, IReadOnlyList<string> Said)
{
    private const int Named = 10;

    // 128 and SIGKILL: what the kernel sends to those who use more memory than there is.
    private const int Killed = 137;

    /// <summary>Why the commit has not passed them, or null when it has: by the exit code, and by the results where there are any.</summary>
    /// <param name="commit">The commit.</param>
    public string? Reason(string commit)
    {
        var failed = Tally?.Failed ?? [];
        if (ExitCode == 0 && failed.Count == 0)
            return null;

        var tally = Tally is null ? "" : ExitCode != 0 && failed.Count == 0 ? $" Their results tell of no failed test ({Tally})." : $" {Tally}.";
        var code = ExitCode == 0 ? "exit code 0 all the same" : $"exit code {ExitCode}{Hint}";
        return string.Join(Environment.NewLine + "    ",
        [
            $"The tests of commit {commit[..10]} failed ({App.Test}{(App.TestIn is { } place ? $" in {place.Image}" : "")}, {code}):{tally}",
            .. failed.Take(Named).Select(test => $"FAILED {test}"),
            .. failed.Count > Named ? [$"and {failed.Count - Named} more"] : Array.Empty<string>(),
            .. ExitCode == 0 ? [] : Said,
        ]);
    }

    private string Hint => ExitCode == Killed && App.TestIn?.Memory is { } most ? $", killed: application.testIn.memory is {most}" : "";
}
