using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Makes the image of the release with Packer, or finds the one already baked from the same inputs.</summary>
[TaskDescription("Bake the release into an image with Packer")]
[IsDependentOn(typeof(Tag))]
public sealed class Bake(IImages images, IPacker packer, BakeSweep sweep, Baking baking, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (release, app) = (context.Release, context.Environment.Application.Name);
        var inputs = new BakeInputs(packer.Files(), packer.Variables(), await images.Source(), release.Commit);
        var name = Names.Image(app, release.Version, inputs.Digest());
        var again = context.Settings.Has("rebake");
        var (baked, remains) = await context.Lease.Decide(
            async () => (await images.Find(name), await sweep.Find(context)),
            found => again || found.Item1 is not { IsTagged: true } || found.Item2.Count > 0);
        await sweep.Remove("Bake", remains);
        if (baked is null || again)
        {
            context.Release = release.InImage(await baking.Image(context, baked is null ? name : Names.NextImage(baked.Name), inputs));
            return;
        }

        await baking.Finish(context, baked, inputs);
        view.Say("Bake", $"{baked.Id} is {baked.Name}, baked from the same inputs");
        context.Release = release.InImage(baked.Id);
    }
}
