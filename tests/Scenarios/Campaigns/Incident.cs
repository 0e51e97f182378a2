using Amazon.AutoScaling.Model;
using Bundt.Scenarios.Load;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>A run on which something is to happen at a certain moment.</summary>
/// <param name="cloud">The local cloud.</param>
/// <param name="then">What there is.</param>
/// <param name="run">The run.</param>
/// <param name="load">The requests that arrive meanwhile.</param>
/// <param name="since">The number of the last call before it.</param>
internal sealed class Incident(LocalCloud cloud, Then then, BundtRun run, LoadGenerator load, long since)
{
    public LocalCloud Cloud { get; } = cloud;

    /// <summary>Waits until the run has made such a call, or has ended.</summary>
    public Task Call(string action) => Eventually.Holds(action, async () =>
        run.Ended || (await Cloud.Calls(since)).Any(call => call.Action == action && call.Write), seconds: 120);

    /// <summary>Waits until the run has said that, or has ended.</summary>
    public Task Word(string said) => Eventually.Holds(said, () => run.Ended || run.Output.Contains(said, StringComparison.Ordinal), seconds: 120);

    /// <summary>Waits until that many more requests have been answered.</summary>
    public Task Requests(int count)
    {
        var until = load.Sent + count;
        return Eventually.Holds("requests to arrive", () => run.Ended || load.Sent >= until);
    }

    /// <summary>Ends a server of the newest group at once, as soon as there is one.</summary>
    public async Task ServerDies()
    {
        string? server = null;
        await Eventually.Holds("a new server to run", async () => run.Ended || (server = await NewServer()) is not null);
        if (server is not null)
            await Servers.Kill(server);
    }

    /// <summary>The newest group.</summary>
    public async Task<AutoScalingGroup> Newest() => (await then.ScalingGroups())[^1];

    private async Task<string?> NewServer() => ((await Newest()).Instances ?? []).Select(member => member.InstanceId).FirstOrDefault(Servers.Runs);
}
