using Bundt.Cloud.Images;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Makes the image of the release with Packer, or finds the one already baked from the same inputs.</summary>
[TaskDescription("Bake the release into an image with Packer")]
[IsDependentOn(typeof(Tag))]
public sealed class Bake(IImages images, IPacker packer, ISourceCode source, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (release, app) = (context.Release, context.Environment.Application.Name);
        var inputs = new BakeInputs(packer.Files(), packer.Variables(), await images.Source(), release.Commit);
        var name = Names.Image(app, release.Version, inputs.Digest());
        var (baked, remains) = await context.Lease.Decide(
            async () => (await images.Find(name), await images.Remains(context.Settings.Home.Runs(context.Environment), BakeRun.IsOver)),
            found => found.Item1 is not { IsTagged: true } || found.Item2.Count > 0);
        foreach (var remain in remains)
        {
            await images.Remove(remain);
            view.Say("Bake", $"{remain} removed: a bake that was killed had left it");
        }

        if (baked is not null)
        {
            if (!baked.IsTagged)
                await images.Finish(baked, Names.ImageDescription(app, release.Version, release.Commit), context.ImageTags());
            view.Say("Bake", $"{baked.Id} is {name}, baked from the same inputs");
            context.Release = release.InImage(baked.Id);
            return;
        }

        foreach (var left in await images.Discard(name))
            view.Say("Bake", $"{left} removed: a bake that was killed had left it");
        var order = new BakeOrder(name, release.Version, release.Commit, inputs.Source, source.Repository(), context.Settings.Run, context.ImageTags());
        view.Say("Bake", $"{name} from {inputs.Source}");
        try
        {
            var image = await packer.Build(order, context.Artifacts, view.Quote, context.Cancelled);
            view.Say("Bake", $"{image} is {name}");
            context.Release = release.InImage(image);
        }
        catch (Exception failed) when (failed is Problem or OperationCanceledException)
        {
            await Discard(name);
            throw;
        }
    }

    // Why the bake failed matters more than that nobody answers now; the next bake of the same inputs discards it then.
    private async Task Discard(string name)
    {
        try
        {
            foreach (var left in await images.Discard(name))
                view.Say("Bake", $"{left} removed");
        }
        catch (NoAnswer silence)
        {
            view.Say("Bake", silence.What);
        }
    }
}
