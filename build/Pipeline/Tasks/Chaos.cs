using Bundt.Cloud;
using Bundt.Domain.Experiments;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Strikes live servers where the environment allows it, and proves that their group is whole again in time; what stands against it is said, and nothing is done.</summary>
[TaskDescription("Strike live servers, and see whether their group survives it (where the environment file has a section chaos)")]
public sealed class Chaos(ChaosGate gate, Experimenting experimenting, Poll poll, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (seed, last) = (context.Settings.Seed, context.Settings.Experiments);
        view.Say("Chaos", $"seed {seed}; the same choices again: {context.Settings.Command($"--target=Chaos --seed={seed}{(last > 1 ? $" --experiments={last}" : "")}")}");
        List<Experiment> made = [];
        for (var number = 1; number <= last; number++)
        {
            context.Cancelled.ThrowIfCancellationRequested();
            var found = await Find(context, seed, number, waits: made.Count > 0);
            if (found.Strike is not { } strike)
            {
                view.Say("Chaos", $"experiment {number}: nothing was done: {found.Spared}");
                if (found.Against != ChaosGate.Obstacle.Draw)
                    return;
            }
            else if (context.Settings.Has("dry-run"))
                view.Say("Chaos", $"experiment {number} would be {strike.Name}: {strike.Struck}; expected: {strike.Expectation} Nothing was changed.");
            else
            {
                made.Add(await experimenting.Make(strike, found, context));
                context.Record = context.Record with { Experiments = [.. made] };
                if (made[^1].Failure(strike.Group, context.Environment.Chaos!.Deadline) is { } failure)
                    throw failure;
            }
        }
    }

    // One after another, each only when the group is whole again.
    private async Task<ChaosGate.Found> Find(ReleaseContext context, int seed, int number, bool waits)
    {
        var found = await gate.Decide(context, seed, number);
        if (waits && found is { Strike: null, Against: ChaosGate.Obstacle.Passing })
        {
            await poll.Until("the group to be whole", async _ => (found = await gate.Look(context, seed, number)) is { Strike: null, Against: ChaosGate.Obstacle.Passing } ? found.Spared : null,
                context.Environment.Chaos!.Deadline, context.Cancelled);
        }

        return found;
    }
}
