using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Takes live traffic back to the release that the live one replaced; while that is warm, by one modification of the live rule.</summary>
[TaskDescription("Take live traffic back to the release before")]
public sealed class Rollback(ITraffic traffic, IServerGroups groups, TrafficMove move, Standby standby, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var fleet = await context.Lease.Decide(async () => await groups.Fleet(await traffic.Read()), found => found.Split is not null || RollbackPlan.Target(found) is not null);
        if (fleet.Split is { } split)
        {
            await move.GiveUp(SwapPlan.Plan(fleet, split.New.Name), split, context);
            context.Release = context.Release.DeployedTo(split.Old.Name).Live(await traffic.Read());
            Conclude(context, split.Old);
            return;
        }

        if (RollbackPlan.Target(fleet) is not { } previous)
        {
            view.Say("Rollback", "nothing to go back to: what is live replaced nothing");
            return;
        }

        // Its deadline first: a group that ends while traffic moves to it would be no rollback.
        await groups.ClearDeadline(previous.Name);
        var plan = SwapPlan.Plan(await groups.Fleet(await traffic.Read()), previous.Name);
        view.Show(plan);
        await groups.Hold(plan.Previous!.Name);
        context.Release = context.Release.DeployedTo(previous.Name).Live(await move.Move(plan, context));
        await groups.Tag(plan.Previous.Name, Names.RolledBack, $"by {context.Settings.Run}");
        await groups.Untag(previous.Name, Names.WarmUntil);
        await standby.Finish(context, previous.Name);
        Conclude(context, previous);
    }

    private void Conclude(ReleaseContext context, ServerGroup live) => view.Conclude(
        "Rollback", $"{context.Environment.Application.Name} {live.Release?.Tag} is live in {context.Environment.Name} again: {context.Release.Routing.Address}");
}
