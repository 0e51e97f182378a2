using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Servers;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Reads how an environment is.</summary>
public sealed class StatusReader(ITraffic traffic, IServerGroups groups, RunFacts runs)
{
    /// <summary>Reads all of it.</summary>
    public async Task<EnvironmentStatus> Read(ReleaseContext context)
    {
        var past = runs.Read(context);
        var routing = await traffic.Read();
        var fleet = groups.Fleet(routing);
        var health = Task.WhenAll(traffic.Health(routing.Blue), traffic.Health(routing.Green));
        var drift = Drifts(context, await fleet);
        var status = StatusFacts.Of(context.Environment, await fleet, [.. (await health).SelectMany(targets => targets)]);
        return status with { Lease = (await past).Lease, History = (await past).Newest, Drift = await drift };
    }

    // What a team made itself was never made from the environment file.
    private async Task<IReadOnlyList<string>> Drifts(ReleaseContext context, Fleet fleet)
    {
        if (fleet.Live is not { Release: not null } live)
            return [];
        var fittings = groups.Fittings(live);
        return Drift.Of(live, await fittings, await groups.Schedule(live.Name), context.Environment.Servers);
    }
}
