using Bundt.Domain;
using Bundt.Domain.Experiments;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Makes an experiment: says what should happen, strikes, and watches from inside and outside until the group is whole or its time is over.</summary>
public sealed class Experimenting(Striking striking, WholeAgain whole, Outside outside, TimeProvider time, ReleaseView view)
{
    /// <summary>Makes one.</summary>
    /// <param name="strike">What is done.</param>
    /// <param name="found">What it is done to.</param>
    /// <param name="context">The run, which holds the lease.</param>
    /// <exception cref="Problem">It could not be done, or what was done could not be taken back.</exception>
    /// <exception cref="Stopped">The run was stopped in the middle.</exception>
    public async Task<Experiment> Make(Strike strike, ChaosGate.Found found, ReleaseContext context)
    {
        var (live, deadline) = (found.Live!, context.Environment.Chaos!.Deadline);
        view.Say("Chaos", $"experiment {strike.Number}, {strike.Name}: {strike.Struck}");
        view.Say("", $"expected: {strike.Expectation}");
        var (begun, seen) = (time.GetUtcNow(), new Observations(time));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.Cancelled);
        var probing = outside.Accompany(found.Routing!.Address, seen, ended.Token);
        var started = time.GetTimestamp();
        string? lacking;
        try
        {
            await striking.Do(strike, live.Target);
            lacking = await whole.Wait(strike, live, deadline, context.Cancelled);
        }
        catch (OperationCanceledException) when (context.Cancelled.IsCancellationRequested)
        {
            var kept = await striking.TakeBack(live.Target);
            throw new Stopped(await State(strike, live, kept));
        }
        catch (Problem failed)
        {
            var kept = await striking.TakeBack(live.Target);
            throw failed.In(await State(strike, live, kept), kept?.Next ?? failed.Next);
        }
        finally
        {
            await ended.CancelAsync();
            await probing;
        }

        var took = time.GetElapsedTime(started);
        if (await striking.TakeBack(live.Target) is { } left)
            throw left.In(await State(strike, live, left));
        Experiment made = new(strike.Number, strike.Seed, strike.Name, strike.Chosen, strike.Struck, strike.Expectation, begun, Math.Round(took.TotalSeconds, 1), seen.Sent, seen.Failed, lacking);
        view.Say("Chaos", $"experiment {strike.Number}: {made}");
        return made;
    }

    // The live rule is never touched; how many servers carry live traffic is what matters.
    private async Task<string> State(Strike strike, LiveGroup live, Problem? kept)
    {
        var lacking = await whole.Reason(strike, live);
        return $"Live traffic goes to {strike.Group} as before, which {(lacking is null ? "is whole" : $"is not whole yet: {lacking}")}."
            + (lacking is not null && strike.Replaces ? " Auto Scaling replaces what does not come back, without this run." : "")
            + (kept is null ? " Nothing of the experiment is left." : $" ATTENTION: {kept.What} Undo it by hand: {(strike.Fault is null ? $"aws elbv2 register-targets --target-group-arn {live.Target.Arn} --targets Id={strike.Servers[0].Id}" : "curl -X DELETE $AWS_ENDPOINT_URL/_local/faults")}");
    }
}
