using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Removes what is older than the deployments that are kept, and says why each was kept or removed.</summary>
[TaskDescription("Remove server groups and images older than the deployments that are kept")]
[IsDependentOn(typeof(Swap))]
public sealed class Prune(ITraffic traffic, IServerGroups groups, IImages images, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (environment, expected) = (context.Environment, context.Release.IsLive ? context.Release.ServerGroup : null);
        var (fleet, decisions) = await context.Lease.Decide(
            () => PruneFacts.Groups(environment, groups, traffic), found => Retention.Refusal(found.Fleet, expected) is null && Retention.Changes(found.Fleet, found.Decisions));
        if (Retention.Refusal(fleet, expected) is { } refusal)
            throw new Problem($"Nothing was pruned: {refusal}.", "Nothing was removed. Live traffic is untouched.");

        view.Show(decisions);
        foreach (var group in Retention.ToRetire(fleet, decisions))
            await groups.Retire(group);
        foreach (var group in decisions.Where(decision => !decision.Keep).Select(decision => fleet.Find(decision.What)!))
        {
            context.Cancelled.ThrowIfCancellationRequested();
            await Remove(group);
        }

        var (all, verdicts) = await context.Lease.Decide(() => PruneFacts.Images(environment, images), found => found.Verdicts.Any(verdict => !verdict.Keep));
        view.Show(verdicts);
        foreach (var image in all.Where(image => verdicts.Any(verdict => !verdict.Keep && verdict.What == image.Id.Value)))
        {
            context.Cancelled.ThrowIfCancellationRequested();
            await images.Delete(image);
        }
    }

    // Asked again right before each deletion: nothing that live traffic reaches is ever removed.
    private async Task Remove(ServerGroup group)
    {
        var routing = await traffic.Read();
        var serving = (await traffic.Health(routing.Live)).Select(target => target.ServerId).ToHashSet();
        if (group.TargetGroups.Contains(routing.Live.Arn) || group.Servers.Any(server => serving.Contains(server.Id)))
            throw new Problem($"{group.Name} was to be pruned, but live traffic reaches it now.", "It was left alone.", "Find out who else releases here, then run again.");
        await groups.Delete(group);
    }
}
