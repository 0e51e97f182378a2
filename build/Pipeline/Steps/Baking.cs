using Bundt.Cloud.Images;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Has Packer make an image, and leaves nothing of one that fails.</summary>
public sealed class Baking(IImages images, IPacker packer, ISourceCode source, ReleaseView view)
{
    /// <summary>Makes it.</summary>
    /// <param name="context">The run, with the release that the image is to hold.</param>
    /// <param name="name">Its name.</param>
    /// <param name="from">The source image.</param>
    /// <exception cref="Problem">Packer failed; there is no image.</exception>
    public async Task<ImageId> Image(ReleaseContext context, string name, ImageId from)
    {
        foreach (var left in await images.Discard(name))
            view.Say("Bake", $"{left} removed: a bake that was killed had left it");
        var release = context.Release;
        var order = new BakeOrder(name, release.Version, release.Commit, from, source.Repository(), context.Settings.Run, context.ImageTags());
        view.Say("Bake", $"{name} from {from}");
        try
        {
            var image = await packer.Build(order, context.Artifacts, view.Quote, context.Cancelled);
            view.Say("Bake", $"{image} is {name}");
            return image;
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
