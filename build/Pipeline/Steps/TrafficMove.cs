using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Moves live traffic from one server group to another, forwards in a swap and backwards in a rollback.</summary>
public sealed class TrafficMove(TrafficStep step, LiveWatch watch, Standby standby, TakingBack back, TimeProvider time)
{
    /// <summary>
    /// Moves it, by one modification a step: waits until that is so from outside too, watches it, and takes it back once if it goes wrong. A
    /// move that an earlier run was in the middle of goes on where that one broke off.
    /// </summary>
    /// <param name="plan">The move.</param>
    /// <param name="context">The run.</param>
    /// <param name="afterwards">What else has to succeed once all of it has moved; a <see cref="Problem"/> takes it back.</param>
    /// <returns>Live traffic as read back.</returns>
    /// <exception cref="Problem">It was not moved, or was taken back; the message says which.</exception>
    /// <exception cref="Stopped">The run was asked to stop between two steps.</exception>
    public async Task<Routing> Move(SwapPlan plan, ReleaseContext context, Func<Task>? afterwards = null)
    {
        context.Record = context.Record with { From = plan.Previous?.Name };
        var (routing, share, hasMoved, seen) = (plan.Before, plan.Share, plan.IsBegun, new Observations(time));
        try
        {
            var limits = await watch.Limits(plan, context);
            if (hasMoved)
                await step.Look(plan, share, limits, seen, context);
            foreach (var percent in plan.Steps)
            {
                if (hasMoved)
                    await step.Demand(plan, share);
                await step.Demand(plan, percent);
                // From here on it has, unless the opposite is known.
                (var hadMoved, hasMoved) = (hasMoved, true);
                if (await step.Refusal(plan, routing, percent) is { } refusal)
                {
                    hasMoved = hadMoved;
                    throw refusal;
                }

                share = percent;
                routing = await step.ReadBack(plan, routing, percent);
                await step.Look(plan, percent, limits, seen, context);
            }

            await (afterwards?.Invoke() ?? Task.CompletedTask);
            return routing;
        }
        catch (Exception failed) when (!hasMoved && failed is Problem or OperationCanceledException)
        {
            await standby.LetGo(plan);
            throw;
        }
        catch (OperationCanceledException) when (share < 100)
        {
            throw new Stopped($"Live traffic is divided: {new Split(plan.Previous!, plan.Next, share)}. The next run goes on from there; --target=Rollback takes it all back.");
        }
        catch (Exception failed) when (failed is Problem or OperationCanceledException)
        {
            throw await back.Take(plan, seen, failed as Problem ?? new Problem("The run was stopped during the swap.", inner: failed), context);
        }
    }

    /// <summary>Gives a move up that an earlier run was in the middle of: all of live traffic goes back to where it came from.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="context">The run.</param>
    /// <exception cref="Problem">It does not; the message says why, and how things are now.</exception>
    public async Task GiveUp(SwapPlan plan, ReleaseContext context)
    {
        context.Record = context.Record with { From = plan.Next.Name };
        // First, so that a run that is killed in between leaves a group that is known for what it is.
        await standby.Mark(plan.Next, $"by {context.Settings.Run}");
        if (await back.Refusal(plan, new Problem($"A swap was broken off with {plan.Share} % of live traffic on {plan.Next.Name}.")) is { } refused)
        {
            await standby.Unmark(plan.Next);
            throw refused;
        }

        try
        {
            await standby.LetGo(plan);
        }
        catch (Problem unfinished)
        {
            throw unfinished.In($"All of live traffic is back on {plan.Previous!.Name}.");
        }
    }
}
