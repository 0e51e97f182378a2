using System.Diagnostics;
using System.Text;
using Bundt.Cloud.Runs;

namespace Bundt.Pipeline.Several;

/// <summary>The run of one environment of several, as a process of its own: what it says is told, and what it answers is kept.</summary>
/// <param name="environment">The environment.</param>
/// <param name="answers">Whether its standard output is an answer, rather than to be told.</param>
/// <param name="tell">Is told what it says, line by line.</param>
internal sealed class EnvironmentRun(string environment, bool answers, Action<string> tell)
{
    private const string ErrorMark = "Error: ";

    private readonly Lock _gate = new();
    private readonly StringBuilder _answer = new();
    private readonly Stopwatch _clock = new();

    /// <summary>The environment.</summary>
    public string Environment { get; } = environment;

    /// <summary>Its exit code, or null when it was not begun.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>What it failed of, as it said itself, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>What it answered.</summary>
    public string Answer => _answer.ToString();

    /// <summary>How long it took.</summary>
    public TimeSpan Took => _clock.Elapsed;

    /// <summary>Starts it.</summary>
    public IChildRun Start(IChildRuns children, IReadOnlyList<string> arguments)
    {
        _clock.Start();
        return children.Start(arguments, Output, Errors);
    }

    /// <summary>Waits for its end.</summary>
    public async Task End(IChildRun run)
    {
        ExitCode = await run.Ended;
        _clock.Stop();
    }

    private void Output(string line)
    {
        lock (_gate)
        {
            if (answers)
                _answer.AppendLine(line);
            else
                tell(line);
        }
    }

    private void Errors(string line)
    {
        lock (_gate)
        {
            if (Error is null && line.StartsWith(ErrorMark, StringComparison.Ordinal))
                Error = line[ErrorMark.Length..];
            tell(line);
        }
    }
}
