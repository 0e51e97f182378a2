using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Calls off a release that was begun and not ended: traffic that has moved goes back, and servers that live traffic never went to are removed.</summary>
[TaskDescription("Call off a release that is half done")]
public sealed class Abort(ITraffic traffic, IServerGroups groups, BakeSweep sweep, TrafficMove move, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (app, env) = (context.Environment.Application.Name, context.Environment.Name);
        var (left, remains) = await context.Lease.Decide(
            async () => (AbortPlan.Of(await groups.Fleet(await traffic.Read()), app, env), await sweep.Find(context)), found => !found.Item1.IsEmpty || found.Item2.Count > 0);
        if (left.IsEmpty && remains.Count == 0)
        {
            view.Say("Abort", $"nothing is half done in {env}");
            return;
        }

        if (left.Swap is { } swap)
        {
            await move.GiveUp(swap, context);
            view.Say("Abort", $"all of live traffic is back on {swap.Previous!.Name}; {swap.Next.Name} stays until its deadline");
        }

        foreach (var group in left.Groups)
            await groups.Delete(group);
        await groups.Forget(left.Groups);
        foreach (var group in left.Groups)
            view.Say("Abort", $"{group.Name} removed: live traffic never went there");

        if (left.Held is { } held)
            await groups.Release(held.Name);
        await sweep.Remove("Abort", remains);
    }
}
