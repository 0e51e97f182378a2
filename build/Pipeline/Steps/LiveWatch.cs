using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Watches live traffic after a modification of the live rule: with probes, and with the team's own scripts.</summary>
public sealed class LiveWatch(Outside outside, ITeamScripts scripts, Poll poll, TimeProvider time, ReleaseView view)
{
    /// <summary>Measures the old version right before traffic moves, where the limits compare with it.</summary>
    public async Task<WatchLimits> Limits(SwapPlan plan, ReleaseContext context)
    {
        var settings = context.Environment.Swap;
        if (plan.Previous is null || !WatchLimits.Compare(settings))
            return new(settings, null);
        // While traffic is divided, the old version is alone in its preview only.
        var before = await outside.Measure(plan.IsBegun ? plan.From.Preview : plan.Before.Address, context.Cancelled);
        view.Say("", $"the old version: {before.FailedPercent:0.#} % of {before.Probes} probes failed, 95 % took {before.Latency.TotalMilliseconds:0} ms at the most");
        return new(settings, before);
    }

    /// <summary>Watches for a while; ends early with the reason when it goes wrong.</summary>
    /// <param name="plan">The swap.</param>
    /// <param name="share">How many percent of live traffic the new version has now.</param>
    /// <param name="limits">What may be seen.</param>
    /// <param name="seen">Counts what is.</param>
    /// <param name="context">The run.</param>
    public async Task<string?> Reason(SwapPlan plan, int share, WatchLimits limits, Observations seen, ReleaseContext context)
    {
        var (environment, address) = (context.Environment, plan.Before.Address);
        var duration = share < 100 ? environment.Traffic.Canary.Pause : environment.Swap.Watch;
        var versions = plan.Versions(share);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(context.Cancelled);
        var facts = new ScriptFacts(address, address, versions[0], plan.Next.Name);
        var reasons = await poll.Through($"{address} to be watched", duration, () => Task.WhenAll(
            First(outside.Watch(address, versions, duration, limits, seen, enough.Token)),
            // A small share hides what is wrong with the new version: in its preview it is alone.
            First(share < 100 ? outside.Watch(plan.To.Preview, [versions[0]], duration, limits, null, enough.Token) : Task.FromResult<string?>(null)),
            First(Scripts(facts, duration, environment.Swap.Every, enough.Token))));
        return reasons.OfType<string>().FirstOrDefault();

        // The first reason ends the other looks.
        async Task<string?> First(Task<string?> look)
        {
            try
            {
                var reason = await look;
                if (reason is not null)
                    await enough.CancelAsync();
                return reason;
            }
            catch (OperationCanceledException) when (!context.Cancelled.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    // At once, and then again and again as long as the watch goes on.
    private async Task<string?> Scripts(ScriptFacts facts, TimeSpan duration, TimeSpan every, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        using var pace = poll.Every(every);
        do
        {
            var verdict = await scripts.Watch(facts, view.Quote, cancellation);
            if (verdict.Outcome != Outcome.Pass)
                return verdict.Why;
        }
        while (time.GetElapsedTime(started) + every < duration && await pace.WaitForNextTickAsync(cancellation));
        return null;
    }
}
