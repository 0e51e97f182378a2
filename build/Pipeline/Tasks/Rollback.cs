using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Takes live traffic back to the release that the live one replaced, or to a named one; while that is warm, by one modification of the live rule.</summary>
[TaskDescription("Take live traffic back to the release before, or to --to=VERSION")]
public sealed class Rollback(WayBack way, TrafficMove move, Standby standby, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var to = context.Settings.To;
        var fleet = await way.Look(context, found => found.Split is not null || RollbackPlan.IsUnfinished(found) || RollbackPlan.Choose(found, to) is not null);
        if (fleet.Split is { } split)
        {
            if (to is not null && to != split.Old.Release)
                throw split.Refusal;
            await move.GiveUp(SwapPlan.Plan(fleet, split.New.Name), context);
            context.Release = context.Release.DeployedTo(split.Old.Name).Live((await way.Look(context, _ => false)).Routing);
            Conclude(context, split.Old);
        }
        else if (RollbackPlan.IsUnfinished(fleet))
            await Finish(context, fleet.Routing, fleet.Live!);
        else if (RollbackPlan.Choose(fleet, to) is { } wanted)
        {
            var plan = await way.Plan(context, wanted);
            view.Show(plan);
            await standby.Hold(plan, isRollback: true);
            await Finish(context, await move.Move(plan, context), plan.Next);
        }
        else if (fleet.Live is { } live)
        {
            view.Say("Rollback", to is null ? $"nothing to go back to: {live.Name}, which is live, replaced nothing" : $"{to.Tag} is live already as {live.Name}");
            await standby.Finish(context, live.Name);
        }
        else
            view.Say("Rollback", "nothing to go back to: nothing is live");
    }

    private async Task Finish(ReleaseContext context, Routing routing, ServerGroup live)
    {
        context.Release = context.Release.DeployedTo(live.Name).Live(routing);
        await standby.FinishRollback(context, live.Name);
        Conclude(context, live);
    }

    private void Conclude(ReleaseContext context, ServerGroup live) => view.Conclude(
        "Rollback", $"{context.Environment.Application.Name} {live.Release?.Tag} is live in {context.Environment.Name} again: {context.Release.Routing.Address}");
}
