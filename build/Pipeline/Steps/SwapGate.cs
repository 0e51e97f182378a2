using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>What has to be so before a swap begins, and after it: a person's approval and the team's hooks.</summary>
public sealed class SwapGate(Growth growth, Approval approval, Hooks hooks, ReleaseView view)
{
    /// <summary>Plans the swap to the release's server group from what there is now.</summary>
    public async Task<SwapPlan> Plan(ReleaseContext context) => SwapPlan.Plan(
        await growth.Follow(context, context.Release.ServerGroup), context.Release.ServerGroup, context.Environment.Traffic.Shares());

    /// <summary>Shows a swap and lets it begin; one that an earlier run has begun has passed here already.</summary>
    /// <returns>The plan from what there is by then: a person and a hook take their time.</returns>
    /// <exception cref="Problem">It may not begin. Nothing was changed.</exception>
    public async Task<SwapPlan> Pass(SwapPlan plan, ReleaseContext context)
    {
        view.Show(plan);
        if (plan.IsBegun)
            return plan;
        hooks.Demand();
        await approval.Demand(plan, context);
        await hooks.Before(plan, context);
        return await Plan(context);
    }

    /// <summary>Ends a swap.</summary>
    /// <exception cref="Problem">A hook failed.</exception>
    public Task Close(SwapPlan plan, ReleaseContext context) => hooks.After(plan, context);
}
