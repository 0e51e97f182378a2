using System.Globalization;
using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Image = Bundt.Domain.Images.Image;

namespace Bundt.Cloud.Images;

/// <summary>Reads images off EC2.</summary>
internal sealed class ImageListing(AwsClients aws)
{
    /// <summary>The most of a page of images, or of instances (EC2 API reference).</summary>
    public const int PageSize = 1000;

    /// <summary>All images of an owner that pass the filters.</summary>
    /// <param name="what">What is being done, as in "find the image web-v1.4.2-0123456789ab".</param>
    /// <param name="region">Where.</param>
    /// <param name="owner">Whose: an account's number, <c>self</c> or <c>amazon</c>.</param>
    /// <param name="filters">EC2's filters.</param>
    /// <param name="evenDeprecated">Whether deprecated images of other owners are wanted too; one's own always are there.</param>
    public Task<IReadOnlyList<Image>> Describe(string what, string region, string owner, IEnumerable<Filter> filters, bool evenDeprecated = false) => aws.Call(what, async () =>
    {
        var images = new List<Image>();
        var request = new DescribeImagesRequest { Owners = [owner], Filters = [.. filters], IncludeDeprecated = evenDeprecated ? true : null, MaxResults = PageSize };
        await foreach (var image in aws.Ec2In(region).Paginators.DescribeImages(request).Images)
            images.Add(Read(image));
        return (IReadOnlyList<Image>)images;
    });

    /// <summary>An image of the SDK as one of ours.</summary>
    public static Image Read(Amazon.EC2.Model.Image image) => new(
        new(image.ImageId), image.Name, image.State, Time(image.CreationDate),
        [.. (image.BlockDeviceMappings ?? []).Select(mapping => mapping.Ebs?.SnapshotId).OfType<string>()],
        (image.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value))
    {
        Owner = image.OwnerId ?? "",
        Description = image.Description ?? "",
        RootDevice = image.RootDeviceName ?? "",
        DemandsImdsV2 = image.ImdsSupport == Amazon.EC2.ImdsSupportValues.V20,
        Deprecated = string.IsNullOrEmpty(image.DeprecationTime) ? null : Time(image.DeprecationTime),
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
