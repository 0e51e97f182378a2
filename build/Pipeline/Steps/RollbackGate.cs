using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Waits until live traffic may go back to a server group.</summary>
public sealed class RollbackGate(IServerGroups groups, ITraffic traffic, Health health, Standby standby, Evidence evidence)
{
    // Bundt writes nothing to a group of the team's own: it is as large as it is.
    private static readonly TimeSpan OfTheTeam = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Comes back when the group is as large as wanted and healthy, or has more healthy servers than the live one; with <c>--now</c>, when it
    /// has any.
    /// </summary>
    /// <param name="context">The run.</param>
    /// <param name="name">The group.</param>
    /// <param name="size">How many servers are wanted.</param>
    /// <param name="isWarm">Whether it was healthy all along.</param>
    /// <returns>Null, or the healthy servers of both where the group has fewer than wanted.</returns>
    /// <exception cref="Problem">It does not come to that; live traffic is untouched.</exception>
    /// <exception cref="Stopped">The run was asked to stop.</exception>
    public async Task<(int Healthy, int Live)?> Wait(ReleaseContext context, string name, int size, bool isWarm)
    {
        var (settings, fleet) = (context.Environment.Verify, await groups.Fleet(await traffic.Read()));
        var group = fleet.Find(name)!;
        var target = fleet.TargetGroupOf(group)!;
        var stays = $"Live traffic is untouched. {name} stays until its deadline.";
        (int, int)? fewer = null;
        try
        {
            await health.Wait(
                name, null, target, size, isWarm ? TimeSpan.Zero : settings.Window, group.Release is null ? OfTheTeam : settings.Timeout, context.Cancelled,
                async () => (fewer = await Enough(context, name, target, fleet.Routing.Other(target))) is not null);
            return fewer;
        }
        catch (NoAnswer silence)
        {
            throw silence.In(stays);
        }
        catch (Problem late) when (isWarm)
        {
            await LetGo();
            throw late.In(stays, "Run again when it is healthy; --now moves all of live traffic to the servers that are, however few.");
        }
        catch (Problem late)
        {
            throw await evidence.SaveAndRetire(context, name, target, late);
        }
        catch (OperationCanceledException) when (context.Cancelled.IsCancellationRequested)
        {
            await LetGo();
            throw new Stopped(stays);
        }

        Task LetGo() => standby.LetGo(new(fleet.Routing, target, group, null));
    }

    private async Task<(int Healthy, int Live)?> Enough(ReleaseContext context, string name, TargetGroup target, TargetGroup from)
    {
        if (await groups.Find(name) is not { } group || Readiness.Healthy(group, await traffic.Health(target)).Count is not (> 0 and var healthy))
            return null;
        var live = (await traffic.Health(from)).Count(server => server.IsHealthy);
        return RollbackPlan.MayMove(healthy, live, context.Settings.Has("now")) ? (healthy, live) : null;
    }
}
