using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Asks a person before live traffic moves, where the environment wants that.</summary>
public sealed class Approval(Consent consent, ReleaseView view)
{
    /// <summary>Comes back when the swap may be made.</summary>
    /// <exception cref="Problem">It may not, or nobody is there to be asked. Live traffic is untouched, and the group stays until its deadline.</exception>
    public async Task Demand(SwapPlan plan, ReleaseContext context)
    {
        if (context.Environment.Swap.Approval == ApprovalKind.None || context.Settings.Has("approve"))
            return;
        var (state, goOn) = ($"Live traffic is untouched. {plan.Next.Name} stays until its deadline; look at {plan.To.Preview}.",
            $"--target=Release --release={plan.Next.Release} --approve goes on from there.");
        if (!consent.IsAnybodyThere)
            throw new AwaitsApproval($"{plan.Next.Name} is verified and waits for approval (swap.approval: manual).", state, goOn);

        view.Say("Swap", $"{plan.Next.Name} ({plan.Next.Release?.Tag}) is verified: {plan.To.Preview}");
        view.Say("", $"{plan.Before.Address} goes to {plan.Previous?.Name ?? "nobody"} ({plan.Previous?.Release?.Tag ?? "no release of Bundt"}) now");
        if (!await consent.To("Move live traffic?", context.Cancelled))
            throw new Problem($"{plan.Next.Name} was not approved.", state, goOn);
    }
}
