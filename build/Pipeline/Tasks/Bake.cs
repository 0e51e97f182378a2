using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Pipeline.Steps;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Makes the image of the release with Packer, or finds the one already baked from the same inputs.</summary>
[TaskDescription("Bake the release into an image with Packer")]
[IsDependentOn(typeof(Tag))]
public sealed class Bake(IImages images, IPacker packer, BakeSweep sweep, Baking baking, Reaching reaching) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (release, app) = (context.Release, context.Environment.Application.Name);
        if (context.Environment.Bake.From is not null)
        {
            context.Release = release.InImage(await reaching.Taken(context));
            return;
        }

        var inputs = new BakeInputs(packer.Files(), packer.Variables(), await images.Source(), release.Commit);
        var name = Names.Image(app, release.Version, inputs.Digest());
        var again = context.Settings.Has("rebake");
        var (known, remains, isShort) = await context.Lease.Decide(
            async () =>
            {
                var found = await images.Find(name);
                return (Image: found, Remains: await sweep.Find(context), IsShort: found is not null && await reaching.IsShort(context, found));
            },
            found => again || found.Image is not { IsTagged: true } || found.Remains.Count > 0 || found.IsShort);
        await sweep.Remove("Bake", remains);
        var bakes = known is null || again;
        var image = bakes ? await baking.Image(context, known is null ? name : Names.NextImage(known.Name), inputs) : await baking.Known(context, known!, inputs);
        if (bakes || isShort)
            await reaching.Complete(context, image);
        context.Release = release.InImage(image);
    }
}
