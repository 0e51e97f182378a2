using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Releases;
using Filter = Amazon.EC2.Model.Filter;
using Image = Bundt.Domain.Images.Image;

namespace Bundt.Cloud.Images;

/// <summary>Images on EC2. They are found by name and owner, because tags of an image are invisible to accounts that it is shared with.</summary>
public sealed class Images(AwsClients aws, Func<ReleaseEnvironment> environment, Poll poll) : IImages
{
    private readonly ImageListing _listing = new(aws);
    private readonly BakeRemains _remains = new(aws, poll);
    private readonly ImageReferences _references = new(aws);

    /// <inheritdoc />
    public async Task<BaseImage> Source()
    {
        var source = environment().Bake.Source;
        var found = await Describe($"find the source image {source.Name}", source.Owner, new("name", [source.Name]), new("state", ["available"]));
        return found.MaxBy(image => image.Created) is { } newest ? new(newest.Id, newest.RootDevice) : throw new Problem(
            $"There is no image named '{source.Name}' of owner {source.Owner} in {environment().Aws.Region}.",
            "Nothing was changed.", "Set bake.source in the environment file to an image that this account may launch.");
    }

    /// <inheritdoc />
    public async Task<Image?> Find(string name) =>
        (await Describe($"find the image {name}", "self", new("name", [name, $"{name}-*"]), new("state", ["available"]))).MaxBy(image => image.Created);

    /// <inheritdoc />
    public async Task<Image?> Of(ReleaseVersion version)
    {
        var (app, owner) = (environment().Application.Name, environment().Bake.From?.Owner ?? "self");
        Filter[] filters = [new("name", [$"{Names.ImagePrefix(app, version)}*"]), new("state", ["available"])];
        var found = await _listing.Describe($"find an image of {version.Tag}", environment().Aws.Region, owner, filters, evenDeprecated: true);
        return found.Where(image => Names.IsImage(image.Name, app, version)).MaxBy(image => image.Created);
    }

    /// <inheritdoc />
    public async Task<bool> IsPending(string name) =>
        (await Describe($"find the image {name}", "self", new("name", [name]), new("state", ["pending"]))).Count > 0;

    /// <inheritdoc />
    public Task<Image?> Find(ImageId id) => aws.Call($"look up the image {id}", async () =>
    {
        try
        {
            var answer = await aws.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id.Value] });
            return answer.Images is [var found, ..] ? ImageListing.Read(found) : null;
        }
        catch (AmazonServiceException gone) when (gone.Is("InvalidAMIID.NotFound") || gone.Is("InvalidAMIID.Unavailable") || gone.Is("InvalidAMIID.Malformed"))
        {
            return null;
        }
    });

    /// <inheritdoc />
    public async Task<IReadOnlyList<Image>> All()
    {
        var app = environment().Application.Name;
        return await Describe($"list the images of {app}", "self", new("name", [Names.AllImages(app)]), new($"tag:{Names.App}", [app]));
    }

    /// <inheritdoc />
    public async Task<ILookup<ImageId, ImageUse>> References()
    {
        var all = await Task.WhenAll(_references.Instances(), _references.LaunchTemplates(), _references.LaunchConfigurations());
        return all.SelectMany(found => found).ToLookup(use => use.Image);
    }

    /// <inheritdoc />
    public Task Delete(Image image) => aws.Call($"deregister the image {image.Name}", async () =>
    {
        try
        {
            await aws.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = image.Id.Value, DeleteAssociatedSnapshots = true });
        }
        catch (AmazonServiceException gone) when (gone.Is("InvalidAMIID.Unavailable") || gone.Is("InvalidAMIID.NotFound"))
        {
            // An earlier answer was lost: it is gone, as wanted.
        }

        return 0;
    });

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Discard(string name, ImageId? made)
    {
        var all = await Describe($"find unfinished images {name}", "self", new("name", [name]), new("state", ["pending", "available", "failed", "error", "invalid"]));
        var ours = all.Where(image => image.Id == made || (!image.IsPending && !image.IsAvailable)).ToList();
        foreach (var image in ours)
            await Delete(image);
        return [.. ours.Select(image => $"{image.State} image {image.Id}")];
    }

    /// <inheritdoc />
    public async Task Finish(Image image, string description, IReadOnlyDictionary<string, string> tags)
    {
        await aws.Call($"describe the image {image.Name}", () => aws.Ec2.ModifyImageAttributeAsync(new() { ImageId = image.Id.Value, Description = description }));
        // Its tags last: they say that it is finished.
        await aws.Call($"tag the image {image.Name}", () => aws.Ec2.CreateTagsAsync(
            new([image.Id.Value, .. image.Snapshots], [new("Name", image.Name), .. tags.Select(tag => new Tag(tag.Key, tag.Value))])));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<BakeRemain>> Remains(string runs, Func<string?, DateTimeOffset, bool> isOver) => _remains.Find(environment().Application.Name, runs, isOver);

    /// <inheritdoc />
    public Task Remove(BakeRemain remain) => _remains.Remove(remain);

    private Task<IReadOnlyList<Image>> Describe(string what, string owner, params Filter[] filters) => _listing.Describe(what, environment().Aws.Region, owner, filters);
}
