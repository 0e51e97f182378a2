using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>What has to be so before a swap begins, and after it: a person's approval and the team's hooks.</summary>
public sealed class SwapGate(Approval approval, Hooks hooks)
{
    /// <summary>Lets a swap begin; one that an earlier run has begun has passed here already.</summary>
    /// <returns>Whether there was anything to pass, which may have taken long enough for what was planned to have changed.</returns>
    /// <exception cref="Problem">It may not begin. Nothing was changed.</exception>
    public async Task<bool> Pass(SwapPlan plan, ReleaseContext context)
    {
        if (plan.IsBegun)
            return false;
        hooks.Demand();
        await approval.Demand(plan, context);
        await hooks.Before(plan, context);
        return true;
    }

    /// <summary>Ends a swap.</summary>
    /// <exception cref="Problem">A hook failed.</exception>
    public Task Close(SwapPlan plan, ReleaseContext context) => hooks.After(plan, context);
}
