using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Finding and showing images.</summary>
internal static class ImageListing
{
    private static readonly Listing<Image> Listing = new("imagesSet", "ImageId")
    {
        All = region => region.Images.Values,
        // "Recently deregistered images appear in the returned results for a short interval and then return empty results" (API Reference).
        Named = (region, id) => region.DeregisteredImages.ContainsKey(id) ? null : region.Image(id),
        Filters = new Dictionary<string, Func<Image, IEnumerable<string?>>>
        {
            ["image-id"] = image => [image.Id],
            ["manifest-location"] = image => [Location(image)],
            ["state-reason-code"] = image => [image.StateReason?.Split(':')[0]],
            ["state-reason-message"] = image => [image.StateReason],
            ["block-device-mapping.device-name"] = image => [image.RootDevice],
            ["block-device-mapping.volume-size"] = image => [$"{image.VolumeSize}"],
            ["block-device-mapping.delete-on-termination"] = _ => ["true"],
            ["block-device-mapping.encrypted"] = image => [image.Encrypted ? "true" : "false"],
            ["platform"] = _ => [],
            ["name"] = image => [image.Name],
            ["description"] = image => [image.Description],
            ["state"] = image => [image.State],
            ["owner-id"] = image => [image.OwnerId],
            ["owner-alias"] = image => [image.OwnerAlias],
            ["is-public"] = image => [image.IsPublic ? "true" : "false"],
            ["architecture"] = _ => ["x86_64"],
            ["image-type"] = _ => ["machine"],
            ["hypervisor"] = _ => ["xen"],
            ["ena-support"] = _ => ["true"],
            ["platform-details"] = _ => ["Linux/UNIX"],
            ["virtualization-type"] = _ => ["hvm"],
            ["root-device-type"] = _ => ["ebs"],
            ["root-device-name"] = image => [image.RootDevice],
            ["block-device-mapping.snapshot-id"] = image => [image.SnapshotId],
            ["block-device-mapping.volume-type"] = image => [image.VolumeType],
            ["source-instance-id"] = image => [image.SourceInstanceId],
            ["source-image-id"] = image => [image.SourceImageId],
            ["creation-date"] = image => [AwsTime.Text(image.CreationDate)],
        },
        Show = (_, image) => Show(image),
    };

    /// <summary>DescribeImages' answer.</summary>
    public static IEnumerable<XElement> Answer(AwsCall call, Region region, TimeProvider time)
    {
        var owners = call.List("Owner");
        var users = call.List("ExecutableBy");
        // Source: "Deprecate an AMI", Amazon EC2 User Guide.
        var (now, shown) = (time.GetUtcNow(), call.Flag("IncludeDeprecated") == true || call.List("ImageId").Count > 0);
        var found = Listing.Find(call, region)
            .Where(image => shown || image.OwnerId == Region.Account || !(image.DeprecationTime <= now))
            .Where(image => owners.Count == 0 || owners.Any(owner => owner switch
            {
                "self" => image.OwnerId == Region.Account,
                _ => owner == image.OwnerId || owner == image.OwnerAlias,
            }))
            .Where(image => users.Count == 0 || users.Any(user => user switch
            {
                "all" => image.IsPublic,
                "self" => image.SharedWith.Contains(Region.Account),
                _ => image.SharedWith.Contains(user),
            }));
        var (page, next) = Listing.Page(call, found);
        yield return Xml.Set("imagesSet", page.Select(Show));
        if (next is not null)
            yield return next;
    }

    /// <summary>An image that the account may change.</summary>
    /// <exception cref="AwsError">There is none, or it is somebody else's.</exception>
    public static Image Own(Region region, string id) => region.Image(id) is { OwnerId: Region.Account } own
        ? own
        : throw new AwsError("AuthFailure", $"Not authorized for image:{id}", 403);

    /// <summary>The root device as an image maps it.</summary>
    public static XElement Devices(Image image) => Xml.Set("blockDeviceMapping", [Xml.Item(
        new XElement("deviceName", image.RootDevice),
        new XElement(
            "ebs",
            new XElement("snapshotId", image.SnapshotId),
            new XElement("volumeSize", image.VolumeSize),
            new XElement("deleteOnTermination", true),
            new XElement("volumeType", image.VolumeType),
            new XElement("encrypted", image.Encrypted)))]);

    private static string Location(Image image) => $"{image.OwnerAlias ?? image.OwnerId}/{image.Name}";

    private static XElement Show(Image image) => Xml.Item(
        new XElement("imageId", image.Id),
        new XElement("imageLocation", Location(image)),
        new XElement("imageState", image.State),
        new XElement("imageOwnerId", image.OwnerId),
        Xml.Text("imageOwnerAlias", image.OwnerAlias),
        Xml.Time("creationDate", image.CreationDate),
        new XElement("isPublic", image.IsPublic),
        new XElement("architecture", "x86_64"),
        new XElement("imageType", "machine"),
        new XElement("name", image.Name),
        new XElement("description", image.Description),
        new XElement("rootDeviceType", "ebs"),
        new XElement("rootDeviceName", image.RootDevice),
        Devices(image),
        new XElement("virtualizationType", "hvm"),
        new XElement("hypervisor", "xen"),
        new XElement("enaSupport", true),
        new XElement("platformDetails", "Linux/UNIX"),
        new XElement("usageOperation", "RunInstances"),
        Xml.Text("imdsSupport", image.DemandsImdsV2 ? ImageAttributeActions.ImdsV2 : null),
        Xml.Text("deprecationTime", image.DeprecationTime is { } deprecated ? AwsTime.Text(deprecated) : null),
        Xml.Text("sourceInstanceId", image.SourceInstanceId),
        Xml.Text("sourceImageId", image.SourceImageId),
        Xml.Reason(image.StateReason),
        Xml.Tags(image.Tags));
}
