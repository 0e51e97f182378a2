using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Says what is live, idle and warm, and how healthy it is. Reads only.</summary>
[TaskDescription("Show what is live, warm and retired (--format=json for scripts)")]
public sealed class Status(ITraffic traffic, IServerGroups groups, RunFacts runs, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var past = runs.Read(context);
        var routing = await traffic.Read();
        var fleet = groups.Fleet(routing);
        var health = Task.WhenAll(traffic.Health(routing.Blue), traffic.Health(routing.Green));
        var status = StatusFacts.Of(context.Environment, await fleet, [.. (await health).SelectMany(targets => targets)]);
        status = status with { Lease = (await past).Lease, History = (await past).Newest };
        if (!context.Settings.WantsJson)
        {
            view.Show(status);
            return;
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput());
        await output.WriteLineAsync(status.ToJson());
    }
}
