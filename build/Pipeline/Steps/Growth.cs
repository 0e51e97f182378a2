using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Keeps a new server group as large as the live one until live traffic goes to it: the live one may have grown since Deploy.</summary>
public sealed class Growth(IServerGroups groups, ITraffic traffic, Health health, ReleaseView view)
{
    /// <summary>Reads what there is, raises the new group to the live one's size where that is larger, and waits until it is healthy.</summary>
    /// <param name="context">The run.</param>
    /// <param name="next">The group that is to become live.</param>
    /// <returns>What there is now.</returns>
    /// <exception cref="Problem">
    /// Live has more servers than the environment file allows, or the new ones do not become healthy; live traffic is untouched.
    /// </exception>
    public async Task<Fleet> Follow(ReleaseContext context, string next)
    {
        var fleet = await groups.Fleet(await traffic.Read());
        while (Lags(context, fleet, next, out var group, out var size))
        {
            await context.Lease.Take();
            await groups.Resize(next, size, Math.Max(size, group.Max), size);
            view.Say("Swap", $"{next}: raised to {size} servers, as {fleet.Live!.Name}, which is live, has by now");
            try
            {
                await health.Wait(next, context.Release.Image, fleet.TargetGroupOf(group)!, size, context.Environment.Verify.Window, context.Environment.Verify.Timeout, context.Cancelled);
            }
            catch (Problem late)
            {
                throw late.In($"Live traffic is untouched. {next} stays until its deadline.", "Run again when it is healthy.");
            }
            catch (OperationCanceledException) when (context.Cancelled.IsCancellationRequested)
            {
                throw new Stopped($"Live traffic is untouched. {next} stays until its deadline.");
            }

            fleet = await groups.Fleet(await traffic.Read());
        }

        return fleet;
    }

    private static bool Lags(ReleaseContext context, Fleet fleet, string next, out ServerGroup group, out int size)
    {
        (group, size) = (fleet.Find(next)!, 0);
        // Live traffic that is split is moved on, or refused, by the plan of the swap.
        if (group is null || fleet.Split is not null || fleet.Live is not { } live || live.Name == next || group.Desired < 1)
            return false;
        size = Capacity.Choose(context.Environment.Servers, live);
        return group.Desired < size;
    }
}
