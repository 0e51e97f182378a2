using System.Text.Json;
using Bundt.Cloud.Rehearsals;
using Bundt.Cloud.Runs;
using Bundt.Pipeline.Several;
using Bundt.View;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>The runs of this program that a rehearsal consists of, one after the other, in the twin's home.</summary>
internal sealed class PhaseRuns(IChildRuns children, Cancellation cancellation, ReleaseView view, TwinHome home, RunSettings settings) : IDisposable
{
    // The column in which what is said of a step begins, behind its name.
    private const int StepWidth = 10;

    private readonly RunPool _pool = new(children, cancellation, places: 1);

    private readonly string _environment = settings.AsWritten.Name;

    private string Artifacts => Path.Combine(home.Folder, "artifacts", _environment);

    /// <summary>Runs one to its end.</summary>
    /// <param name="speaker">What its lines are told under.</param>
    /// <param name="options">What it is to do.</param>
    /// <returns>What it failed of, or null; and how many calls to AWS it made.</returns>
    /// <exception cref="OperationCanceledException">The rehearsal is to stop; the run has ended.</exception>
    public async Task<(string? Error, int Calls)> Run(string speaker, params string[] options)
    {
        var before = Folders();
        await using var log = new StreamWriter(Path.Combine(home.Folder, $"{speaker}.log"));
        var run = new EnvironmentRun(_environment, answers: false, Tell);
        await _pool.Run(run, [.. options, $"--env={_environment}", $"--home={home.Folder}"]);
        cancellation.Token.ThrowIfCancellationRequested();
        return (run.ExitCode == 0 ? null : run.Error ?? $"exit code {run.ExitCode}", Folders().Except(before).Sum(Calls));

        // All of it is kept; who looks on is told of the steps, and not of each line of what they run.
        void Tell(string line)
        {
            log.WriteLine(line);
            if (settings.IsVerbose || IsOfAStep(line))
                view.Pass(speaker.PadRight(StepWidth - 2), line);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _pool.Dispose();

    private IReadOnlyList<string> Folders() => Directory.Exists(Artifacts) ? Directory.GetDirectories(Artifacts) : [];

    private static bool IsOfAStep(string line) => line.StartsWith("Error: ", StringComparison.Ordinal)
        || (line.Length > StepWidth && line[StepWidth - 1] == ' ' && line[StepWidth] is not (' ' or '|') && !line.StartsWith("Report ", StringComparison.Ordinal));

    private static int Calls(string folder)
    {
        var file = Path.Combine(folder, "calls.json");
        if (!File.Exists(file))
            return 0;
        using var calls = JsonDocument.Parse(File.ReadAllText(file));
        return calls.RootElement.EnumerateArray().Sum(call => call.GetProperty("count").GetInt32());
    }
}
