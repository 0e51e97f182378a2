using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Moves live traffic to the verified server group, watches it, and takes it back if it goes wrong.</summary>
[TaskDescription("Move live traffic to the new servers")]
[IsDependentOn(typeof(Verify))]
public sealed class Swap(SwapGate gate, TrafficMove move, Standby standby, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var plan = await context.Lease.Decide(() => gate.Plan(context), plan => !plan.IsDone);
        if (plan.IsDone)
        {
            view.Say("Swap", $"{plan.Next.Name} is live already on {plan.To.Name}");
            context.Release = context.Release.Live(plan.Before);
            await standby.Finish(context, plan.Next.Name);
            return;
        }

        plan = await gate.Pass(plan, context);
        await standby.Hold(plan);
        context.Release = context.Release.Live(await move.Move(plan, context, () => gate.Close(plan, context)));
        await standby.Finish(context, plan.Next.Name);
    }
}
