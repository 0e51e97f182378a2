using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>
/// The live rule: changed, and read back. What was read just after a change may be what was before it, since AWS's listings are consistent
/// only in the end; that is waited out, and anything else is not.
/// </summary>
public sealed class LiveRule(ITraffic traffic, Poll poll)
{
    private static readonly TimeSpan Consistent = TimeSpan.FromSeconds(15);

    /// <summary>Makes a modification. An answer that was lost is settled by looking: what was asked for may have been done.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="read">Live traffic as it was read before.</param>
    /// <param name="percent">How many percent of it the new group is to have.</param>
    /// <returns>Why it was not made, or null when it was.</returns>
    public async Task<Problem?> Refusal(SwapPlan plan, Routing read, int percent)
    {
        try
        {
            await traffic.Forward(read, plan.To, percent);
            return null;
        }
        catch (Problem unanswered)
        {
            var now = unanswered is NoAnswer ? await Settled(plan, read, percent) : await traffic.Read();
            return IsMade(now, plan, percent) ? null : unanswered.In(unanswered.State ?? "Live traffic is untouched.");
        }
    }

    /// <summary>Reads live traffic back.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="read">Live traffic as it was read before the modification.</param>
    /// <param name="percent">How many percent of it the new group is to have.</param>
    /// <exception cref="Problem">It is not as it was to be.</exception>
    public async Task<Routing> ReadBack(SwapPlan plan, Routing read, int percent)
    {
        var routing = await Settled(plan, read, percent);
        return IsMade(routing, plan, percent) ? routing : throw new Problem(
            $"The live rule reads back as '{routing.Actions}' instead of {(percent == 100 ? "all" : $"{percent} %")} to {plan.To.Name}.");
    }

    // As it is once it does not look as before any more, or still looks so after a while.
    private async Task<Routing> Settled(SwapPlan plan, Routing read, int percent)
    {
        var now = read;
        try
        {
            await poll.Until(
                "the live rule to read back", async _ => (now = await traffic.Read()).Actions == read.Actions && !IsMade(now, plan, percent) ? "as before" : null,
                Consistent, CancellationToken.None);
        }
        catch (Problem late) when (late is { InnerException: not null } and not NoAnswer)
        {
            // What it looks like then is judged like anything else.
        }

        return now;
    }

    private static bool IsMade(Routing routing, SwapPlan plan, int percent) => percent == 100
        ? routing.ForwardsTo(plan.To)
        : routing.IsDivided && routing.Percent(plan.To) == percent;
}
