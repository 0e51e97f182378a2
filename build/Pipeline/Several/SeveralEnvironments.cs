using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Entry;
using Bundt.View;

namespace Bundt.Pipeline.Several;

/// <summary>
/// A run of several environments: the release is tested, tagged and baked once, and then goes to each by a run of its own, some at a time.
/// One that fails does not stop the others.
/// </summary>
/// <param name="line">The command line, which names several.</param>
/// <param name="children">Starts the runs.</param>
/// <param name="cancellation">Hears the signals, which are passed on to the runs.</param>
/// <param name="view">Tells how it goes.</param>
internal sealed class SeveralEnvironments(CommandLine line, IChildRuns children, Cancellation cancellation, ReleaseView view)
{
    // What one run does for all of them, in the order of the chain.
    private static readonly string[] Shared = [nameof(Tasks.Test), nameof(Tasks.Tag), nameof(Tasks.Bake)];

    // Those that answer with a text to be read as a whole.
    private static readonly string[] Telling = [nameof(Tasks.Status), nameof(Tasks.DryRun), nameof(Tasks.Doctor), nameof(Tasks.Policy)];

    private readonly RunSettings _settings = new(line);
    private readonly string _target = string.Join(", ", line.Targets);
    private readonly bool _tells = line.Targets.All(target => Telling.Contains(target, StringComparer.OrdinalIgnoreCase));
    private readonly int _width = line.Environments.Max(name => name.Length);

    /// <summary>Runs it.</summary>
    /// <param name="walk">Walks targets in this process, and answers an exit code.</param>
    /// <returns>0 when it succeeded in all of them, else 1.</returns>
    /// <exception cref="Problem">An environment file is wrong, or one image cannot serve all; nothing was changed.</exception>
    public async Task<int> Run(Func<CommandLine, RunSettings, int> walk)
    {
        var walked = line.Has("exclusive") ? [] : line.Targets.SelectMany(Targets.Walked).ToHashSet();
        Demand(walked.Overlaps(Shared));
        var each = line.Without("parallel");
        if (!_settings.IsPlanning && Array.FindLast(Shared, walked.Contains) is { } last)
        {
            if (Share(last, walk) is not { } release)
                return 1;
            string[] rest = [.. line.Targets.Except(Shared, StringComparer.OrdinalIgnoreCase)];
            if (rest.Length == 0)
                return 0;
            each = each.Without("retest", "bump").With([("release", release.Version.Tag), .. rest.Select(target => ("target", (string?)target))]);
        }

        using var pool = new RunPool(children, cancellation, _settings.Parallel);
        var runs = await Each(pool, each);
        await Conclude(pool, runs);
        return runs.All(run => run.ExitCode == 0) ? 0 : 1;
    }

    // Everything that is wrong is said at once.
    private void Demand(bool shares)
    {
        var (environments, wrong) = (new List<ReleaseEnvironment>(), new List<string>());
        foreach (var name in line.Environments)
        {
            try
            {
                environments.Add(new RunSettings(line.With(("env", name))).AsWritten);
            }
            catch (Problem problem)
            {
                wrong.Add(problem.What);
            }
        }

        if (wrong.Count > 0)
            throw new Problem(string.Join(Environment.NewLine + "  ", wrong), "Nothing was changed.");
        if (shares && SharedImage.Differences(environments) is [_, ..] differences)
        {
            throw new Problem(
                $"One image cannot serve {string.Join(", ", line.Environments)}: {string.Join("; ", differences)}.", "Nothing was changed.",
                "Make them agree, or release to each by a run of its own.");
        }
    }

    // By a run in the first environment; those of the others find it done.
    private Release? Share(string last, Func<CommandLine, RunSettings, int> walk)
    {
        var once = line.Without("parallel").With(("env", line.Environments[0]), ("target", last));
        var settings = new RunSettings(once);
        if (walk(once, settings) == 0)
            return settings.Reached;
        view.Say("Summary", $"{_target} was not begun in any of {string.Join(", ", line.Environments)}: what they share failed");
        return null;
    }

    private async Task<IReadOnlyList<EnvironmentRun>> Each(RunPool pool, CommandLine what)
    {
        var runs = line.Environments.Select(name =>
        {
            var said = new List<string>();
            var run = new EnvironmentRun(name, _settings.WantsJson, _tells ? said.Add : text => Pass(name, text));
            return (Run: run, Said: said, Ended: pool.Run(run, what.With(("env", name)).ForCake()));
        }).ToList();
        foreach (var (run, said, ended) in runs)
        {
            await ended;
            said.ForEach(text => Pass(run.Environment, text));
        }

        return [.. runs.Select(run => run.Run)];
    }

    private async Task Conclude(RunPool pool, IReadOnlyList<EnvironmentRun> runs)
    {
        if (_settings.WantsJson)
        {
            await using var output = new StreamWriter(Console.OpenStandardOutput());
            await output.WriteLineAsync(Answers.Write(runs.Select(run => (run.Environment, run.Answer))));
            return;
        }

        if (_tells && runs.All(run => run.ExitCode == 0))
            return;
        view.Show(_target, await Task.WhenAll(runs.Select(async run => new EnvironmentOutcome(
            run.Environment, run.ExitCode switch { 0 => "succeeded", null => "not begun", _ => "failed" }, run.Error, await Live(pool, run.Environment), run.Took))));
    }

    // As it is read back after all of it, by a run that knows nothing of what was done.
    private async Task<string> Live(RunPool pool, string environment)
    {
        var status = new EnvironmentRun(environment, answers: true, _ => { });
        var ask = line.Only("home").With(("env", environment), ("target", nameof(Tasks.Status)), ("format", "json"));
        await pool.Run(status, ask.ForCake(), always: true);
        return status.ExitCode != 0 ? $"not known: {status.Error}"
            : EnvironmentStatus.Read(status.Answer)?.Live is { } live ? $"{live.Release ?? "no release of Bundt"} ({live.Name})"
            : "nothing";
    }

    private void Pass(string environment, string text) => view.Pass(environment.PadRight(_width), text);
}
