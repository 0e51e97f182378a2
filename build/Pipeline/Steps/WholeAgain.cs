using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Waits until a group that was struck is whole: at its desired size in service, and healthy in its target group.</summary>
public sealed class WholeAgain(IServerGroups groups, ITraffic traffic, Striking striking, Poll poll, ReleaseView view)
{
    /// <summary>Waits.</summary>
    /// <param name="strike">The strike.</param>
    /// <param name="live">What was struck.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What the group still lacked when the time was over; null when it is whole.</returns>
    public async Task<string?> Wait(Strike strike, LiveGroup live, TimeSpan limit, CancellationToken cancellation)
    {
        string? last = null;
        try
        {
            await poll.Until($"{strike.Group} to be whole", async _ => last = await Reason(strike, live), limit, cancellation, reason => view.Say("", $"{strike.Group}: {reason}"));
            return null;
        }
        catch (Problem late) when (late is { InnerException: not null } and not NoAnswer)
        {
            return $"{last ?? "nothing was observed"}{await Failure(strike.Group)}";
        }
    }

    /// <summary>The first thing that the group lacks now, for a person.</summary>
    public async Task<string?> Reason(Strike strike, LiveGroup live)
    {
        try
        {
            if (await groups.Find(strike.Group) is not { } now)
                return $"{strike.Group} is not to be seen";
            var health = await traffic.Health(live.Target);
            return await striking.Reason(strike, live.Target, now) ?? Readiness.Reason(now, null, health, Math.Max(1, now.Desired));
        }
        catch (Problem unanswered) when (unanswered.What.Length > 0)
        {
            // What AWS does not answer now it may answer at the next look; until the deadline that is no end.
            return unanswered.What;
        }
    }

    private async Task<string> Failure(string group)
    {
        try
        {
            return await groups.Failures(group) is [var failure, ..] ? $". Its last scaling failure: {failure}" : "";
        }
        catch (Problem)
        {
            return "";
        }
    }
}
