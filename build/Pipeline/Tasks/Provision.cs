using Bundt.Cloud.Infrastructure;
using Bundt.Domain.Infrastructure;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Makes what an environment stands on with Terraform, the state bucket before it, and writes the environment file.</summary>
[TaskDescription("Make what the environment stands on with Terraform, and write its file")]
public sealed class Provision(Groundwork ground, Liveness liveness, Assent assent, Rendering rendering, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        await ground.Demand(context);
        var (home, name) = (context.Settings.Home, context.Environment.Name);
        if (home.StateInfrastructure.IsThere)
            await Make(context, home.StateInfrastructure, holdsLease: false);
        var plan = await Make(context, home.Infrastructure(name), holdsLease: context.Settings.IsWritten);
        if (context.Settings.Has("dry-run"))
            return;
        await rendering.Write(context, plan);
        view.Say("Provision", $"{name} stands; what is released into it: {context.Settings.Command("--target=Status")}");
    }

    private async Task<InfrastructurePlan> Make(ReleaseContext context, InfrastructureFolder folder, bool holdsLease)
    {
        using var plan = await ground.Plan(context, "Provision", folder, destroys: false);
        Rendering.Demand(context, plan.Plan);
        if (plan.Plan.IsEmpty || context.Settings.Has("dry-run"))
            return plan.Plan;
        var cut = plan.Plan.Cuts is [var first, ..] && await liveness.Reason(context) is { } flows ? $"{first} while {flows}" : null;
        await assent.Demand(context, $"Make {folder.Name} so?", cut);
        // Without a file nothing can have been released, and there is no lease to ask for.
        if (holdsLease)
            await context.Lease.Take();
        await ground.Apply(context, "Provision", plan);
        return plan.Plan;
    }
}
