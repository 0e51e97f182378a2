using Bundt.Cloud;
using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Brings images to where they are launched, and takes them from where they are baked.</summary>
public sealed class Reaching(IImages images, IImageReach reach, Poll poll, TimeProvider time, ReleaseView view)
{
    /// <summary>The release's image where the environment bakes none itself.</summary>
    /// <param name="context">The run, with its release.</param>
    /// <exception cref="Problem">There is none, or it holds another commit.</exception>
    public async Task<ImageId> Taken(ReleaseContext context)
    {
        var (release, owner, region) = (context.Release, context.Environment.Bake.From!.Owner, context.Environment.Aws.Region);
        var whose = owner == "self" ? "this account" : $"the account {owner}";
        if (await images.Of(release.Version) is not { } image)
        {
            throw new Problem(
                $"There is no image of {release.Version.Tag} of {whose} in {region}.", "Nothing was launched. Live traffic is untouched.",
                $"Bake it in the environment that bakes (--target=Bake --release={release.Version}); its bake.{(owner == "self" ? $"copyTo has to name {region}" : $"shareWith has to name {context.Environment.Aws.Account}, and its copyTo {region} where it bakes elsewhere")}.");
        }

        if (image.Commit != release.Commit)
        {
            throw new Problem(
                $"{image.Id} ({image.Name}) holds {image.Commit ?? "no commit that it tells"}, and {release.Version.Tag} stands on {release.Commit}.", "Nothing was launched. Live traffic is untouched.",
                "Release a newer version.");
        }

        view.Say("Bake", $"{image.Id} is {image.Name}, baked by {whose}");
        return image.Id;
    }

    /// <summary>Whether an image lacks anything of its reach.</summary>
    public async Task<bool> IsShort(ReleaseContext context, Image image)
    {
        foreach (var region in Regions(context))
        {
            if (await Find(context, image, region) is not { Image.IsAvailable: true } found || Missing(context, found).Count > 0)
                return true;
        }

        return false;
    }

    /// <summary>Copies an image to each region that is to have it, and gives it and its copies what they lack.</summary>
    /// <param name="context">The run.</param>
    /// <param name="id">The image, which is available.</param>
    /// <exception cref="Problem">A copy cannot be made, or takes longer than a bake may.</exception>
    public async Task Complete(ReleaseContext context, ImageId id)
    {
        var image = await images.Find(id) ?? throw new Problem($"{id} is gone since it was baked.", "Live traffic is untouched.", "Run again; it is baked again.");
        var away = Regions(context).Skip(1).ToList();
        foreach (var region in away)
        {
            if (await Find(context, image, region) is not null)
                continue;
            await reach.Copy(image, region);
            view.Say("Bake", $"{image.Name} is copied to {region}");
        }

        foreach (var found in await Available(context, image))
            await Equip(context, found);
    }

    private async Task Equip(ReleaseContext context, Placement found)
    {
        var missing = Missing(context, found);
        foreach (var step in missing)
            await reach.Take(found, step);
        if (missing.Count > 0)
            view.Say("Bake", $"{found.Image.Id}{(found.Region == context.Environment.Aws.Region ? "" : $" in {found.Region}")}: {string.Join("; ", missing)}");
    }

    // One wait for all: a copy takes its time, and those of other regions theirs meanwhile. What is there is not asked for again.
    private async Task<IReadOnlyList<Placement>> Available(ReleaseContext context, Image image)
    {
        var (regions, there) = (Regions(context), new Dictionary<string, Placement>());
        await poll.Until(
            $"{image.Name} to be available in {string.Join(", ", regions)}",
            async _ =>
            {
                var missing = new List<string>();
                foreach (var region in regions.Where(region => !there.ContainsKey(region)))
                {
                    var found = await Find(context, image, region);
                    if (found is { Image.IsAvailable: true })
                        there[region] = found;
                    else
                        missing.Add($"{(found is null ? "not there" : found.Image.State)} in {region}");
                }

                return missing.Count == 0 ? null : $"it is {string.Join(", ", missing)}";
            },
            context.Environment.Bake.Timeout, context.Cancelled, reason => view.Say("Bake", $"{image.Name}: {reason}"));
        return [.. regions.Select(region => there[region])];
    }

    private IReadOnlyList<ReachStep> Missing(ReleaseContext context, Placement found) => Reach.Missing(found, context.Environment.Bake, time.GetUtcNow());

    // The image itself was just read; who else may launch it is asked only where somebody is to.
    private async Task<Placement?> Find(ReleaseContext context, Image image, string region) =>
        region == context.Environment.Aws.Region && context.Environment.Bake.ShareWith.Count == 0 ? new(region, image, []) : await reach.Find(image.Name, region);

    private static List<string> Regions(ReleaseContext context) => [.. context.Environment.Bake.CopyTo.Prepend(context.Environment.Aws.Region).Distinct()];
}
