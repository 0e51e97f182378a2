using System.Diagnostics;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>One modification of the live rule, with what has to hold before and after it.</summary>
public sealed class TrafficStep(LiveRule rule, Health health, Outside outside, LiveWatch watch, ReleaseView view)
{
    /// <summary>Every target group that carries weight has enough healthy servers for its share.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="percent">How many percent of live traffic the new group has, or is to have.</param>
    /// <exception cref="Problem">One has not.</exception>
    public async Task Demand(SwapPlan plan, int percent)
    {
        await DemandOf(plan.Next, plan.To, plan.NeededFor(percent), percent);
        if (plan.Previous is { } previous && percent < 100)
            await DemandOf(previous, plan.From, plan.NeededFor(100 - percent), 100 - percent);

        async Task DemandOf(ServerGroup group, TargetGroup target, int needed, int share)
        {
            if (await health.Reason(group.Name, null, target, needed) is { } unready)
                throw new Problem($"{group.Name} cannot take {(share == 100 ? "" : $"{share} % of ")}live traffic: {unready}.", "Live traffic is untouched.", "Run again when it is healthy.");
        }
    }

    /// <inheritdoc cref="LiveRule.Refusal"/>
    public Task<Problem?> Refusal(SwapPlan plan, Routing read, int percent) => rule.Refusal(plan, read, percent);

    /// <inheritdoc cref="LiveRule.ReadBack"/>
    public Task<Routing> ReadBack(SwapPlan plan, Routing read, int percent) => rule.ReadBack(plan, read, percent);

    /// <summary>Waits until the step is seen from outside, and watches it.</summary>
    /// <exception cref="Problem">It is not seen, or goes wrong.</exception>
    public async Task Look(SwapPlan plan, int percent, WatchLimits limits, Observations seen, ReleaseContext context)
    {
        var (settings, began) = (context.Environment.Swap, Stopwatch.GetTimestamp());
        await outside.Settle(plan.Before.Address, plan.Versions(percent), replaces: plan.Previous is not null, settings.Settle, seen, context.Cancelled);
        var (done, duration) = percent == 100
            ? ($"is live: 100 % on target group {plan.To.Name}", settings.Watch)
            : ($"has {percent} % of live traffic", context.Environment.Traffic.Canary.Pause);
        view.Say("Swap", $"{plan.Next.Name} {done}, seen from outside after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s; watching for {duration.TotalSeconds:0.#} s");
        if (await watch.Reason(plan, percent, limits, seen, context) is { } wrong)
            throw new Problem($"Live traffic went wrong {(percent == 100 ? "after the swap" : $"at {percent} %")}: {wrong}.");
    }
}
