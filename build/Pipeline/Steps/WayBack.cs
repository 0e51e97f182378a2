using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Makes ready what live traffic is to go back to, and plans the move.</summary>
public sealed class WayBack(IServerGroups groups, ITraffic traffic, Revival revival, RollbackGate gate, ReleaseView view)
{
    /// <summary>Reads what there is; takes the lease where a rollback will write.</summary>
    /// <param name="context">The run.</param>
    /// <param name="writes">Whether it will.</param>
    public Task<Fleet> Look(ReleaseContext context, Func<Fleet, bool> writes) => context.Lease.Decide(Fleet, writes);

    /// <summary>Makes it ready: warm servers are there already, others are launched.</summary>
    /// <exception cref="Problem">Live traffic may not go there. It is untouched.</exception>
    public async Task<SwapPlan> Plan(ReleaseContext context, RollbackPlan way)
    {
        // Its deadline first: a group that ends while traffic moves to it would be no rollback.
        if (way.Group is { Release: not null, Desired: > 0 } warm)
            await groups.ClearDeadline(warm.Name);
        var fleet = await Fleet();
        way = way with { Group = fleet.Find(way.Group?.Name) };
        var (isWarm, size) = (way.IsWarm(fleet), Size(context, fleet));
        var name = isWarm ? way.Group!.Name : await revival.Begin(context, fleet, way, size);
        if (isWarm && way.Group is { Release: not null } small && small.Desired < size)
        {
            await groups.Resize(name, size, Math.Max(size, small.Max), size);
            view.Say("Rollback", $"{name}: raised to {size} servers, as {fleet.Live!.Name}, which is live, has by now");
        }

        if (await gate.Wait(context, name, size, isWarm) is not { Healthy: var healthy, Live: var live })
            return SwapPlan.Plan(await Fleet(), name);
        view.Say("Rollback", healthy > live
            ? $"{name} has {healthy} healthy servers and {fleet.Live?.Name}, which is live, {live}: traffic moves at once"
            : $"--now: {healthy} servers of {name} take what {live} healthy servers of {fleet.Live?.Name} carry; requests may fail until more are there");
        return SwapPlan.Plan(await Fleet(), name, least: healthy);
    }

    private async Task<Fleet> Fleet() => await groups.Fleet(await traffic.Read());

    private static int Size(ReleaseContext context, Fleet fleet) => context.Settings.Has("now")
        ? Capacity.AtMost(context.Environment.Servers, fleet.Live)
        : Capacity.Choose(context.Environment.Servers, fleet.Live);
}
