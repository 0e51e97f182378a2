using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>The team's own programs before and after live traffic moves: once in a swap, and not when there is nothing to move.</summary>
public sealed class Hooks(ITeamScripts scripts, ReleaseView view)
{
    /// <summary>Refuses when one is not there, while nothing depends on it yet.</summary>
    public void Demand()
    {
        if (scripts.MissingHooks() is [var missing, ..])
            throw new Problem($"The hook {missing} is not there, or cannot be run.", "Live traffic is untouched.", "Mend the environment file's section hooks, or make it executable.");
    }

    /// <summary>Runs those of before.</summary>
    /// <exception cref="Problem">One failed; those after it were not run, and nothing was changed.</exception>
    public Task Before(SwapPlan plan, ReleaseContext context) =>
        Run("beforeSwap", context.Environment.Hooks.BeforeSwap, new(plan.To.Preview, plan.Before.Address, plan.Next.Release!.ToString(), plan.Next.Name), context.Cancelled);

    /// <summary>Runs those of after.</summary>
    /// <exception cref="Problem">One failed; those after it were not run.</exception>
    public Task After(SwapPlan plan, ReleaseContext context) =>
        Run("afterSwap", context.Environment.Hooks.AfterSwap, new(plan.Before.Address, plan.Before.Address, plan.Next.Release!.ToString(), plan.Next.Name), context.Cancelled);

    private async Task Run(string when, IReadOnlyList<string> paths, ScriptFacts facts, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            view.Say("", $"{when}: {path}");
            var verdict = await scripts.Hook(path, facts, view.Quote, cancellation);
            if (verdict.Outcome != Outcome.Pass)
                throw new Problem($"The hook hooks.{when} failed: {verdict.Why}.");
        }
    }
}
