using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Removes an environment whole: what Bundt has made in it, then what it stands on. The state bucket stays, with leases and history.</summary>
[TaskDescription("Remove the environment whole: servers, images of its own, and what it stands on")]
public sealed class Destroy(Groundwork ground, Demolition demolition, Liveness liveness, Assent assent, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        await ground.Demand(context);
        var (name, settings) = (context.Environment.Name, context.Settings);
        var estate = settings.IsWritten ? await demolition.Look(context) : null;
        view.Say("Destroy", estate is null or { IsEmpty: true } ? "Bundt has made nothing that is left there" : "what Bundt has made there:");
        foreach (var line in estate?.Lines ?? [])
            view.Say("", line);
        if (estate?.Refusal(name) is { } refusal)
            throw refusal;
        using var end = await ground.Plan(context, "Destroy", settings.Home.Infrastructure(name), destroys: true);
        if (end.Plan.Changes.Count == 0 && estate is null or { IsEmpty: true })
        {
            view.Say("Destroy", $"nothing of {name} is there");
            return;
        }

        if (settings.Has("dry-run"))
            return;
        await assent.Demand(context, $"Destroy {name}?", await liveness.Reason(context));
        if (estate is not null)
        {
            await context.Lease.Take();
            await demolition.Remove(context, estate, text => view.Say("Destroy", text));
        }

        if (end.Plan.Changes.Count > 0)
            await ground.Apply(context, "Destroy", end);
        await demolition.Prove(context, end.Plan, estate);
        view.Say("Destroy", $"nothing of {name} is left: AWS knows no servers, load balancer or network of it any more{(settings.Has("keep-images") ? "; its images are kept" : "")}");
        if (settings.IsWritten)
            view.Say("", $"{settings.EnvironmentFile} stays, for it to be made again: {settings.Command("--target=Provision")}");
    }
}
