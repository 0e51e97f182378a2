using System.Text.Json;
using Bundt.Cloud.Rehearsals;
using Bundt.Cloud.Runs;
using Bundt.Pipeline.Several;
using Bundt.View;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>The runs of this program that a rehearsal consists of, one after the other, in the twin's home.</summary>
internal sealed class PhaseRuns(IChildRuns children, Cancellation cancellation, ReleaseView view, TwinHome home, string environment) : IDisposable
{
    private readonly RunPool _pool = new(children, cancellation, places: 1);

    private string Artifacts => Path.Combine(home.Folder, "artifacts", environment);

    /// <summary>Runs one to its end.</summary>
    /// <param name="speaker">What its lines are told under.</param>
    /// <param name="options">What it is to do.</param>
    /// <returns>What it failed of, or null; and how many calls to AWS it made.</returns>
    /// <exception cref="OperationCanceledException">The rehearsal is to stop; the run has ended.</exception>
    public async Task<(string? Error, int Calls)> Run(string speaker, params string[] options)
    {
        var before = Folders();
        var run = new EnvironmentRun(environment, answers: false, text => view.Pass(speaker, text));
        await _pool.Run(run, [.. options, $"--env={environment}", $"--home={home.Folder}"]);
        cancellation.Token.ThrowIfCancellationRequested();
        return (run.ExitCode == 0 ? null : run.Error ?? $"exit code {run.ExitCode}", Folders().Except(before).Sum(Calls));
    }

    /// <inheritdoc />
    public void Dispose() => _pool.Dispose();

    private IReadOnlyList<string> Folders() => Directory.Exists(Artifacts) ? Directory.GetDirectories(Artifacts) : [];

    private static int Calls(string folder)
    {
        var file = Path.Combine(folder, "calls.json");
        if (!File.Exists(file))
            return 0;
        using var calls = JsonDocument.Parse(File.ReadAllText(file));
        return calls.RootElement.EnumerateArray().Sum(call => call.GetProperty("count").GetInt32());
    }
}
