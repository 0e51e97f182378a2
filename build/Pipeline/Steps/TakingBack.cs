using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Takes live traffic back to the server group that it came from, once, and only if that can still carry it.</summary>
public sealed class TakingBack(ITraffic traffic, Standby standby, Health health, Outside outside, TimeProvider time)
{
    /// <summary>Takes it back, marks the group that failed, and waits until that is seen from outside.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="seen">What the outside has met with.</param>
    /// <param name="why">What went wrong.</param>
    /// <param name="context">The run, which may have been stopped: this goes on to its end.</param>
    /// <returns>The same problem with the state things are in now.</returns>
    public async Task<Problem> Take(SwapPlan plan, Observations seen, Problem why, ReleaseContext context)
    {
        var noticed = time.GetTimestamp();
        if (await Refusal(plan, why) is { } refused)
            return refused;
        await standby.Return(plan, why.What);
        var doubt = await Doubt(plan, seen, context);
        return new TakenBack(
            why, $"Traffic is back on {plan.Previous!.Name}, exactly as before. That took {seen.Since(noticed).TotalSeconds:0.0} s from the first sign on; {seen.Failed} of {seen.Sent} probes of live traffic failed.{doubt}",
            $"{plan.Next.Name} stays until its deadline for you to look at; release a mended version then.");
    }

    /// <summary>Puts the exact earlier actions of the live rule back; those of a move that another run began, all to the group that it came from.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="why">Why traffic is to go back.</param>
    /// <returns>Why it did not, with the state things are in now; null when it did.</returns>
    public async Task<Problem?> Refusal(SwapPlan plan, Problem why)
    {
        if (plan.Previous is not { } previous)
            return why.In($"Live traffic stays on {plan.Next.Name}: it is the first release, and there is nothing to go back to.", "Release a mended version.");
        try
        {
            if (await health.Reason(previous.Name, null, plan.From, plan.Needed) is { } sick)
            {
                return why.In(
                    $"ATTENTION: traffic stays on {plan.Next.Name}, because {previous.Name} cannot take it back: {sick}.",
                    "Look at both groups now; --target=Rollback moves traffic when you have decided.");
            }

            var now = await traffic.Read();
            if (!plan.Expects(now))
            {
                return why.In(
                    $"ATTENTION: somebody else has moved live traffic meanwhile; the live rule is '{now.Actions}' and was left so.",
                    "Find out who else releases here. --target=Status shows what is live.");
            }

            // The actions of before the first step are known to the run that made it alone; of a later one they differ in their weights.
            await (plan.IsBegun ? traffic.Forward(now, plan.From) : traffic.Restore(plan.Before));
            return null;
        }
        catch (Problem unanswered)
        {
            return why.In(
                $"ATTENTION: traffic could not be taken back from {plan.Next.Name} to {previous.Name}. {unanswered.What}",
                "--target=Status shows what is live as soon as AWS answers; --target=Rollback takes it back then.");
        }
    }

    private async Task<string> Doubt(SwapPlan plan, Observations seen, ReleaseContext context)
    {
        if (plan.Previous!.Release is not { } release)
            return "";
        try
        {
            await outside.Settle(plan.Before.Address, [release.ToString()], replaces: false, context.Environment.Swap.Settle, seen, CancellationToken.None);
            return "";
        }
        catch (Problem unsettled)
        {
            return $" ATTENTION: {unsettled.What}";
        }
    }
}
