using System.Globalization;
using Bundt.Scenarios.Load;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>
/// A journey that something goes wrong in, a trial a walk, while 100 requests a second arrive. Where it did not end well, the same command
/// again has to, and in both cases the end has to be that of an undisturbed walk.
/// </summary>
/// <param name="cloud">The local cloud.</param>
/// <param name="kind">What goes wrong, in a word.</param>
/// <param name="journey">The journey.</param>
/// <param name="trials">The trials, from what the journey called, undisturbed.</param>
internal sealed class Campaign(LocalCloud cloud, string kind, Journey journey, Func<IReadOnlyList<RecordedCall>, IReadOnlyList<Trial>> trials)
{
    private const int RequestsPerSecond = 100;
    private const int Servers = 2;

    private readonly Walk _walk = new(cloud, journey.Environment);
    private readonly List<TrialResult> _results = [];

    /// <summary>Walks undisturbed, and then once for each trial.</summary>
    /// <param name="chosen">Which of them.</param>
    /// <returns>What became of each.</returns>
    public async Task<IReadOnlyList<TrialResult>> Wage(Func<Trial, bool> chosen)
    {
        await journey.Begin(_walk);
        await journey.Ready(_walk);
        var since = await cloud.Now();
        await _walk.Undisturbed([.. await journey.Command(_walk)]);
        var all = trials([.. (await cloud.Calls(since)).Where(call => call.Status == 200 && Then.IsOfARun(call))]);
        var wanted = await Settled();
        Narrator.Tell("Given", $"an undisturbed {journey.Name}, {all.Count} trials, and its end:");
        Narrator.Quote(string.Join('\n', all.Select(trial => $"{trial.Number,3} {trial}").Concat(wanted)));

        foreach (var trial in all.Where(chosen))
        {
            await journey.Ready(_walk);
            await Try(trial, wanted);
            await Write(all.Count);
            if (_results[^1].Differences.Count > 0)
            {
                // What is left of it is not the next one's.
                await journey.Ready(_walk);
                await _walk.Undisturbed([.. await journey.Command(_walk)]);
            }
        }

        Console.WriteLine(Table(all.Count));
        return _results;
    }

    private async Task Try(Trial trial, IReadOnlyList<string> wanted)
    {
        Narrator.Tell("When", $"{trial.Number} {trial}");
        var (command, since) = (await journey.Command(_walk), await cloud.Now());
        await using var load = await _walk.Given.Load(RequestsPerSecond);
        await Eventually.Holds("the load to be under way", () => load.Sent >= RequestsPerSecond);
        BundtRun run;
        BundtRun? again = null;
        IReadOnlyList<string> differences;
        var health = HealthSampler.Begin(cloud, (await _walk.Then.Listener()).ListenerArn);
        await using (health)
        {
            run = await Disturbed(trial, command, load, since);
            if (run.ExitCode != 0)
                again = await _walk.Start([.. command, .. trial.Again]).End();
            differences = await Differences(wanted);
        }

        var result = new TrialResult(trial, run, again, await load.Stop(), [.. health.Seen], health.Seen.Count(IsShort), differences);
        _results.Add(result);
        Narrator.Tell("Then", result.ToString());
        foreach (var output in new[] { run, again }.OfType<BundtRun>().Where(_ => !result.IsGood).Select(each => each.Output))
            Narrator.Quote(output);
        foreach (var line in result.Complaints)
            Narrator.Tell("", line);
    }

    private async Task<BundtRun> Disturbed(Trial trial, IReadOnlyList<string> command, LoadGenerator load, long since)
    {
        foreach (var fault in trial.Faults)
            await cloud.Arm(fault);
        var run = _walk.Start(command);
        if (trial.Meanwhile is { } happens)
            await happens(new(cloud, _walk.Then, run, load, since));
        await run.End();
        await cloud.Disarm();
        return run;
    }

    private static bool IsShort(HealthSample seen) => seen.Healthy < Math.Ceiling(Servers * seen.Percent / 100.0);

    // The end state has come when it is as wanted; when it has not within a while, what is different then is what remains so.
    private async Task<IReadOnlyList<string>> Differences(IReadOnlyList<string> wanted)
    {
        IReadOnlyList<string> differences = [];
        try
        {
            await Eventually.Lacks("the end state", async () =>
            {
                var found = await EndState.Of(cloud, journey.Environment, await _walk.Then.Status());
                differences = found is null ? ["still going on"] : [.. Extra(wanted, found).Select(line => $"- {line}"), .. Extra(found, wanted).Select(line => $"+ {line}")];
                return differences is [var first, ..] ? first : null;
            }, seconds: 30);
        }
        catch (TimeoutException)
        {
            // Told as the result of the point.
        }

        return differences;
    }

    private async Task<IReadOnlyList<string>> Settled()
    {
        IReadOnlyList<string>? state = null;
        await Eventually.Holds("everything to come to rest", async () => (state = await EndState.Of(cloud, journey.Environment, await _walk.Then.Status())) is not null);
        return state!;
    }

    // As lists, not as sets: the same twice is a duplicate.
    private static IEnumerable<string> Extra(IEnumerable<string> of, IEnumerable<string> over)
    {
        var left = over.ToList();
        return [.. of.Where(line => !left.Remove(line))];
    }

    private Task Write(int trials)
    {
        var folder = Directory.CreateDirectory(Path.Combine(LocalCloud.Bundt, "artifacts", "campaigns"));
        return File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{kind}-{journey.Name}.md"), Table(trials));
    }

    private string Table(int trials) => string.Join('\n',
    [
        $"# {kind}, {journey.Name}: {_results.Count} of {trials} trials", "", TrialResult.Head, .. _results.Select(result => result.Row), "",
        string.Create(CultureInfo.InvariantCulture, $"{_results.Count(result => result.IsGood)} of {_results.Count} ended well; ")
            + string.Create(CultureInfo.InvariantCulture, $"{_results.Sum(result => result.Load.Failed)} of {_results.Sum(result => result.Load.Sent)} requests failed; ")
            + string.Create(CultureInfo.InvariantCulture, $"{_results.Sum(result => result.Short)} of {_results.Sum(result => result.Health.Count)} looks saw too few healthy servers."),
        "",
    ]);
}
