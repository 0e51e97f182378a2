using System.Globalization;
using Bundt.Scenarios.Load;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>
/// A journey that is killed at its writes, one a walk, before and after the write is done, while 100 requests a second arrive; the same
/// command again has to end as an undisturbed one does.
/// </summary>
internal sealed class CrashCampaign(LocalCloud cloud, Journey journey)
{
    private const int Killed = 137;
    private const int RequestsPerSecond = 100;
    private const int Servers = 2;

    private readonly Walk _walk = new(cloud, journey.Environment);
    private readonly List<Crash> _crashes = [];

    /// <summary>Walks it undisturbed, and then once for each point.</summary>
    /// <param name="chosen">Which of the points to try, of so many in all.</param>
    /// <returns>What became of each.</returns>
    public async Task<IReadOnlyList<Crash>> Wage(Func<IReadOnlyList<KillPoint>, IEnumerable<KillPoint>> chosen)
    {
        await journey.Begin(_walk);
        await journey.Ready(_walk);
        var since = await cloud.Now();
        await _walk.Undisturbed([.. await journey.Command(_walk)]);
        var points = KillPoint.Of((await cloud.Calls(since)).Where(call => call.Write && call.Status == 200));
        var wanted = await Settled();
        Narrator.Tell("Given", $"{points.Count / 2} writes of {journey.Name}, {points.Count} points to be killed at, and its end:");
        Narrator.Quote(string.Join('\n', points.Where(point => !point.Done).Select(point => $"{point.Number,3} {point}").Concat(wanted)));

        foreach (var point in chosen(points))
        {
            await journey.Ready(_walk);
            await Try(point, wanted);
        }

        await Report(points.Count);
        return _crashes;
    }

    private async Task Try(KillPoint point, IReadOnlyList<string> wanted)
    {
        var command = await journey.Command(_walk);
        var listener = (await _walk.Then.Listener()).ListenerArn;
        await using var load = await _walk.Given.Load(RequestsPerSecond);
        await Eventually.Holds("the load to be under way", () => load.Sent >= RequestsPerSecond);
        var health = HealthSampler.Begin(cloud, listener);
        BundtRun first, second;
        IReadOnlyList<string> differences;
        await using (health)
        {
            await cloud.Arm(point.Fault(journey.Environment.Name));
            first = await _walk.Start(command).End();
            await cloud.Disarm();
            second = await _walk.Start(command).End();
            differences = await Differences(wanted);
        }

        var report = await load.Stop();
        var shortOf = health.Seen.Where(seen => seen.Healthy < Math.Ceiling(Servers * seen.Percent / 100.0)).ToList();
        var crash = new Crash(point, first.ExitCode, second.ExitCode, first.Took + second.Took, report.Sent, report.Failures, health.Seen.Count, shortOf.Count, differences);
        _crashes.Add(crash);
        Narrator.Tell("Then", crash.ToString());
        if (first.ExitCode != Killed)
            Narrator.Quote(first.Output);
        if (second.ExitCode != 0)
            Narrator.Quote(second.Output);
        foreach (var line in report.Failures.Concat(differences))
            Narrator.Tell("", line);
    }

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

    private async Task Report(int points)
    {
        var table = string.Join('\n',
        [
            $"# Killed at the writes of {journey.Name}: {_crashes.Count} of {points} points", "",
            Crash.Head, .. _crashes.Select(crash => crash.Row), "",
            string.Create(CultureInfo.InvariantCulture,
                $"{_crashes.Count(crash => crash.IsGood)} of {_crashes.Count} ended as an undisturbed run does; {_crashes.Sum(crash => crash.Failures.Count)} kinds of failure among {_crashes.Sum(crash => crash.Requests)} requests; {_crashes.Sum(crash => crash.Short)} of {_crashes.Sum(crash => crash.Looks)} looks saw too few healthy servers."),
            "",
        ]);
        var folder = Path.Combine(LocalCloud.Bundt, "artifacts", "campaigns");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"crash-{journey.Name}.md"), table);
        Console.WriteLine(table);
    }
}
