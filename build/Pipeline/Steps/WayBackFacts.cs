using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Reads what the way back from a live release needs: by five calls, however many servers there are.</summary>
public sealed class WayBackFacts(IServerGroups groups, ITraffic traffic, ILaunchTemplates templates, IImages images, Measurements measurements)
{
    /// <summary>Reads it. Where live traffic goes was read back when it had moved there, and is not asked again.</summary>
    /// <param name="context">The run, whose release is live.</param>
    public async Task<RollbackFacts> Read(ReleaseContext context)
    {
        var facts = new RollbackFacts(await groups.Fleet(context.Release.Routing)) { Move = measurements.Move };
        if (facts.Replaced is not { } replaced)
            return facts;
        facts = facts with { Launch = measurements.Launch(facts.Fleet.Live!.Name) };
        if (facts.Before is not { } before)
            return facts with { Image = RollbackReceipt.ImageOf(replaced, await images.All(), context.Environment) };
        if (before.Release is null)
            return facts with { Health = await Health(facts.Fleet, before) };

        var (health, deadline, source) = (Health(facts.Fleet, before), groups.Deadline(before.Name), templates.Image(before));
        await Task.WhenAll(health, deadline, source);
        return facts with { Health = await health, Deadline = await deadline, LaunchedFrom = await source, Image = await Image(before, await source) };
    }

    // Where nothing says any more which image it was, the release may have another.
    private Task<Image?> Image(ServerGroup before, ImageId? source) => source is { } id ? images.Find(id) : images.Of(before.Release!);

    private Task<IReadOnlyList<TargetHealth>> Health(Fleet fleet, ServerGroup group) =>
        group.Desired > 0 && fleet.TargetGroupOf(group) is { } target ? traffic.Health(target) : Task.FromResult<IReadOnlyList<TargetHealth>>([]);
}
