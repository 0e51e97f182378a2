using System.Diagnostics;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Moves live traffic from one server group to another, forwards in a swap and backwards in a rollback.</summary>
public sealed class TrafficMove(ITraffic traffic, Standby standby, Health health, Outside outside, ReleaseView view)
{
    /// <summary>
    /// Moves it by one modification, waits until it is so from outside too, watches it, and takes it back once if it goes wrong.
    /// </summary>
    /// <returns>Live traffic as read back.</returns>
    /// <exception cref="Problem">It was not moved, or was taken back; the message says which.</exception>
    public async Task<Routing> Move(SwapPlan plan, ReleaseContext context)
    {
        long began;
        context.Record = context.Record with { From = plan.Previous?.Name };
        try
        {
            await Demand(plan);
            began = Stopwatch.GetTimestamp();
            await Forward(plan);
        }
        catch (Problem)
        {
            await standby.LetGo(plan);
            throw;
        }

        try
        {
            return await Confirm(plan, began, context);
        }
        catch (Exception failed) when (failed is Problem or OperationCanceledException)
        {
            throw await TakeBack(plan, failed as Problem ?? new Problem("The run was stopped during the swap.", inner: failed));
        }
    }

    // Every target group that carries weight needs enough healthy servers before the first step, and until it is over.
    private async Task Demand(SwapPlan plan)
    {
        if (await health.Reason(plan.Next.Name, null, plan.To, plan.Needed) is { } unready)
            throw new Problem($"{plan.Next.Name} cannot take live traffic: {unready}.", "Live traffic is untouched.", "Run again when it is healthy.");
    }

    // An answer that was lost is settled by looking: what was asked for may have been done.
    private async Task Forward(SwapPlan plan)
    {
        try
        {
            await traffic.Forward(plan.Before, plan.To);
        }
        catch (Problem unanswered)
        {
            if (!(await traffic.Read()).ForwardsTo(plan.To))
                throw unanswered.In(unanswered.State ?? "Live traffic is untouched.");
        }
    }

    private async Task<Routing> Confirm(SwapPlan plan, long began, ReleaseContext context)
    {
        var (settings, version) = (context.Environment.Swap, plan.Next.Release!.ToString());
        var routing = await traffic.Read();
        if (!routing.ForwardsTo(plan.To))
            throw new Problem($"The live rule reads back as '{routing.Actions}' instead of all to {plan.To.Name}.");
        await outside.Settle(routing.Address, version, replaces: plan.Previous is not null, settings.Settle, context.Cancelled);
        view.Say("Swap", $"{plan.Next.Name} is live: 100 % on target group {plan.To.Name}, seen from outside after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s; watching for {settings.Watch.TotalSeconds:0.#} s");
        if (await outside.Watch(routing.Address, version, settings.Watch, settings.FailedPercent, context.Cancelled) is { } wrong)
            throw new Problem($"Live traffic went wrong after the swap: {wrong}.");
        return routing;
    }

    private async Task<Problem> TakeBack(SwapPlan plan, Problem why)
    {
        if (plan.Previous is not { } previous)
            return why.In($"There is nothing to go back to: {plan.Next.Name} is the first release and is live.");
        try
        {
            if (await health.Reason(previous.Name, null, plan.Before.Live, plan.Needed) is { } sick)
            {
                return why.In(
                    $"ATTENTION: traffic stays on {plan.Next.Name}, because {previous.Name} cannot take it back: {sick}.",
                    "Look at both groups now; --target=Rollback moves traffic when you have decided.");
            }

            await traffic.Restore(plan.Before);
        }
        catch (Problem unanswered)
        {
            return why.In(
                $"ATTENTION: traffic could not be taken back from {plan.Next.Name} to {previous.Name}. {unanswered.What}",
                "--target=Status shows what is live as soon as AWS answers; --target=Rollback takes it back then.");
        }

        await standby.Return(plan, why.What);
        return why.In($"Traffic is back on {previous.Name}, exactly as before.", $"{plan.Next.Name} stays until its deadline for you to look at.");
    }
}
