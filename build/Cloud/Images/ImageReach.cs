using Amazon.EC2;
using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Filter = Amazon.EC2.Model.Filter;
using Image = Bundt.Domain.Images.Image;
using Placement = Bundt.Domain.Images.Placement;

namespace Bundt.Cloud.Images;

/// <summary>
/// Images in the regions and for the accounts that are to launch them. What Packer could do of it is done here as well, so that an image that is
/// there already reaches further when the environment file says so, and whatever Packer's version.
/// </summary>
public sealed class ImageReach(AwsClients aws, Func<ReleaseEnvironment> environment) : IImageReach
{
    private readonly ImageListing _listing = new(aws);

    /// <inheritdoc />
    public async Task<Placement?> Find(string name, string region)
    {
        Filter[] filters = [new("name", [name]), new("state", ["pending", "available"])];
        if ((await _listing.Describe($"find the image {name} in {region}", region, "self", filters)).MaxBy(image => image.Created) is not { } image)
            return null;
        // Who else may launch it costs a call of its own.
        if (environment().Bake.ShareWith.Count == 0)
            return new(region, image, []);
        var answer = await aws.Call($"read who may launch {image.Id}", () => aws.Ec2In(region).DescribeImageAttributeAsync(
            new DescribeImageAttributeRequest { ImageId = image.Id.Value, Attribute = ImageAttributeName.LaunchPermission }));
        return new(region, image, [.. (answer.ImageAttribute?.LaunchPermissions ?? []).Select(permission => permission.UserId).OfType<string>()]);
    }

    /// <inheritdoc />
    public Task Copy(Image image, string region)
    {
        var tags = image.Tags.Where(tag => tag.Key != Names.SharedWith).Select(tag => new Tag(tag.Key, tag.Value)).ToList();
        return aws.Call($"copy the image {image.Name} to {region}", () => aws.Ec2In(region).CopyImageAsync(new CopyImageRequest
        {
            Name = image.Name,
            Description = image.Description,
            SourceImageId = image.Id.Value,
            SourceRegion = environment().Aws.Region,
            // Only an encrypted one needs a key, and a key belongs to one region: the alias is the same in each.
            Encrypted = environment().Bake.Volume is { Encrypted: true } ? true : null,
            KmsKeyId = environment().Bake.Volume?.KmsKey,
            TagSpecifications = [new() { ResourceType = ResourceType.Image, Tags = tags }, new() { ResourceType = ResourceType.Snapshot, Tags = tags }],
            ClientToken = Digests.Of([image.Id.Value, region, image.Tags.GetValueOrDefault(Names.Run, "")])[..32],
        }));
    }

    /// <inheritdoc />
    public Task Take(Placement found, ReachStep step) => step switch
    {
        ReachStep.DemandImdsV2 => aws.Call(
            $"have {found.Image.Id} demand tokens", () => Of(found).ModifyImageAttributeAsync(new()
            {
                ImageId = found.Image.Id.Value,
                ImdsSupport = ImdsSupportValues.V20.Value,
            })),
        ReachStep.Deprecate { At: var at } => aws.Call(
            $"deprecate {found.Image.Id}", () => Of(found).EnableImageDeprecationAsync(new() { ImageId = found.Image.Id.Value, DeprecateAt = at.UtcDateTime })),
        ReachStep.Share { Accounts: var accounts } => Share(found, accounts),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    // The tag first: an image that others may launch is never without it, and so never pruned.
    private async Task Share(Placement found, IReadOnlyList<string> accounts)
    {
        var all = string.Join(' ', found.SharedWith.Concat(accounts).Order(StringComparer.Ordinal));
        await aws.Call($"tag the image {found.Image.Name}", () => Of(found).CreateTagsAsync(new([found.Image.Id.Value], [new(Names.SharedWith, all[..Math.Min(all.Length, LongestTag)])])));
        await aws.Call($"let {string.Join(", ", accounts)} launch {found.Image.Id}", () => Of(found).ModifyImageAttributeAsync(new()
        {
            ImageId = found.Image.Id.Value,
            LaunchPermission = new() { Add = [.. accounts.Select(account => new LaunchPermission { UserId = account })] },
        }));
    }

    // "Tag restrictions", Amazon EC2 User Guide.
    private const int LongestTag = 256;

    private IAmazonEC2 Of(Placement found) => aws.Ec2In(found.Region);
}
