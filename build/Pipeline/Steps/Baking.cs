using Bundt.Cloud;
using Bundt.Cloud.Images;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Has Packer make an image, and leaves nothing of one that fails.</summary>
public sealed class Baking(IImages images, IPacker packer, ISourceCode source, Poll poll, ReleaseView view)
{
    /// <summary>Makes it, or takes the one that another run makes of the same inputs meanwhile.</summary>
    /// <param name="context">The run, with the release that the image is to hold.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">What it is made from.</param>
    /// <exception cref="Problem">Packer failed; there is no image.</exception>
    public async Task<ImageId> Image(ReleaseContext context, string name, BakeInputs inputs)
    {
        if (await images.IsPending(name) && await OfAnother(context, name, inputs) is { } another)
            return another;
        await Discard(name, null);
        var release = context.Release;
        var order = new BakeOrder(name, release.Version, release.Commit, inputs.Source, source.Repository(), context.Settings.Run, context.ImageTags(inputs.Digest()));
        view.Say("Bake", $"{name} from {inputs.Source} with Packer {await packer.Version(order.Run, context.Cancelled)}");
        var progress = new BakeProgress(view.Quote);
        try
        {
            var image = await packer.Build(order, context.Artifacts, progress, context.Cancelled);
            view.Say("Bake", $"{image} is {name}{(progress.Steps.Count == 0 ? "" : $": {string.Join(", ", progress.Steps)}")}");
            return image;
        }
        catch (Exception failed) when (failed is Problem or OperationCanceledException)
        {
            var left = await Clear(context, name, progress.Image);
            // Names are unique: whoever is second to make an image of the same inputs is refused.
            if (failed is Problem && await OfAnother(context, name, inputs) is { } made)
                return made;
            if (left.Count == 0)
                throw;
            var state = $"Packer left something behind, which was removed: {string.Join(", ", left)}. There is no image. Live traffic is untouched.";
            throw failed is Problem problem ? problem.In(state) : new Stopped(state);
        }
    }

    /// <summary>Takes an image that was baked before, and gives it what a bake gives it last, where that was killed.</summary>
    public async Task<ImageId> Known(ReleaseContext context, Image image, BakeInputs inputs)
    {
        await Finish(context, image, inputs);
        view.Say("Bake", $"{image.Id} is {image.Name}, baked from the same inputs");
        return image.Id;
    }

    private async Task Finish(ReleaseContext context, Image image, BakeInputs inputs)
    {
        if (!image.IsTagged)
        {
            var (app, release) = (context.Environment.Application.Name, context.Release);
            await images.Finish(image, Names.ImageDescription(app, release.Version, release.Commit), context.ImageTags(inputs.Digest()));
        }
    }

    private async Task<ImageId?> OfAnother(ReleaseContext context, string name, BakeInputs inputs)
    {
        await poll.Until(
            $"the image {name}, which another run makes", async _ => await images.IsPending(name) ? "it is pending" : null, context.Environment.Bake.Timeout, context.Cancelled,
            reason => view.Say("Bake", $"{name}: {reason}, made by another run"));
        if (await images.Find(name) is not { } made)
            return null;
        view.Say("Bake", $"{made.Id} is {name}, baked by another run from the same inputs");
        await Finish(context, made, inputs);
        return made.Id;
    }

    private async Task Discard(string name, ImageId? made)
    {
        foreach (var left in await images.Discard(name, made))
            view.Say("Bake", $"{left} removed: a bake that failed had left it");
    }

    // Packer does not always clear up: 1.6.6 crashes when it is ended while an instance boots. Why the bake failed matters more than that nobody
    // answers now; the next bake removes it then.
    private async Task<IReadOnlyList<string>> Clear(ReleaseContext context, string name, ImageId? made)
    {
        var cleared = new List<string>();
        try
        {
            await Discard(name, made);
            foreach (var remain in await images.Remains(context.Settings.Home.Runs(context.Environment), (run, _) => run == context.Settings.Run))
            {
                await images.Remove(remain);
                cleared.Add(remain.ToString());
            }
        }
        catch (NoAnswer silence)
        {
            view.Say("Bake", silence.What);
        }

        return cleared;
    }
}
