using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Pruning;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Removes what is older than the deployments that are kept, and says why each was kept or removed.</summary>
[TaskDescription("Remove server groups and images older than the deployments that are kept")]
[IsDependentOn(typeof(Swap))]
public sealed class Prune(Stocktaking stocktaking, Removal removal, ILaunchTemplates templates, IImages images, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var most = context.Settings.MostDeletions ?? context.Environment.Prune.Most;
        var plan = await context.Lease.Decide(() => stocktaking.Plan(context), plan => plan.Changes && DeletionCap.Refusal(plan, most) is null);
        if (plan.Refusal is { } refusal)
            throw new Problem($"Nothing was pruned: {refusal}.", "Nothing was removed. Live traffic is untouched.", "--target=Status shows what is live. What Bundt has released there since is pruned.");
        view.Show(plan.Decisions);
        if (DeletionCap.Refusal(plan, most) is { } excess)
            throw excess;

        await Each(plan.Retired, removal.Retire);
        await removal.Delete(plan.Groups, context.Cancelled);
        await Each(plan.Templates, templates.Delete);
        await Each(await stocktaking.StillUnused(plan, context), images.Delete);

        async Task Each<T>(IEnumerable<T> all, Func<T, Task> remove)
        {
            foreach (var one in all)
            {
                context.Cancelled.ThrowIfCancellationRequested();
                await remove(one);
            }
        }
    }
}
