using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Images: making, copying and removing them.</summary>
internal sealed class ImageActions(Cloud cloud, Bakery bakery, Disks disks, TimeProvider time)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateImage", call => Made(bakery.Bake(call)));
        table.Add("ec2", "RegisterImage", Register);
        table.Add("ec2", "CopyImage", Copy);
        table.Add("ec2", "DescribeImages", call => ImageListing.Answer(call, cloud.Read(call.Region), time));
        table.Add("ec2", "DeregisterImage", Deregister);
    }

    private IEnumerable<XElement> Register(AwsCall call)
    {
        call.CheckTags("image");
        call.Required("Name");
        var root = call["RootDeviceName"] ?? "/dev/xvda";
        var disk = call.Structures("BlockDeviceMapping").FirstOrDefault(mapping => mapping["DeviceName"] == root)?.Structure("Ebs")
            ?? throw new AwsError("InvalidBlockDeviceMapping", $"No snapshot is mapped to the root device {root}");
        if (disk.Has("Encrypted"))
        {
            throw new AwsError(
                "InvalidBlockDeviceMapping", $"the encrypted flag cannot be specified since device {root} has a snapshot specified.");
        }

        var (_, image) = cloud.Change(call.Region, region =>
        {
            var snapshot = region.Snapshot(disk.Required("SnapshotId"));
            if (snapshot.State != "completed")
                throw new AwsError("IncorrectState", $"The snapshot '{snapshot.Id}' is not completed");
            var made = new Image
            {
                Id = Ids.New("ami"),
                Name = Bakery.FreeName(region, call.Required("Name")),
                Description = call["Description"],
                OwnerId = Region.Account,
                State = "available",
                SnapshotId = snapshot.Id,
                Encrypted = snapshot.Encrypted,
                VolumeSize = disk.Number("VolumeSize") ?? snapshot.VolumeSize,
                VolumeType = disk["VolumeType"] ?? "gp2",
                RootDevice = root,
                CreationDate = time.GetUtcNow(),
                Tags = call.TagsFor("image"),
            };
            return (region with { Images = region.Images.With(made) }, made);
        });
        return Made(image);
    }

    private IEnumerable<XElement> Copy(AwsCall call)
    {
        call.CheckTags("image", "snapshot");
        call.Required("Name");
        var digest = ClientTokens.Digest(call);
        var from = call.Required("SourceRegion");
        if (from != call.Region && !Regions.Names.Contains(from))
            throw new AwsError("InvalidParameterValue", $"Value ({from}) for parameter sourceRegion is invalid. No such region.");
        var source = cloud.Read(from);
        var image = source.Image(call.Required("SourceImageId"));
        if (image.State != "available")
            throw new AwsError("InvalidAMIID.Unavailable", $"The image ID '{image.Id}' is not available");
        var (_, copy) = cloud.Change(call.Region, region =>
        {
            if (Copied(region, call["ClientToken"], digest) is { } known)
                return (region, known);

            // Layers never change, so both snapshots may share them.
            var original = source.Snapshot(image.SnapshotId);
            var key = Encryption.OfCopy(region, call, original);
            var snapshot = original with
            {
                Id = Ids.New("snap"),
                OwnerId = Region.Account,
                Description = $"Copied for DestinationAmi from SourceAmi {image.Id}",
                StartTime = time.GetUtcNow(),
                Encrypted = key is not null,
                KmsKeyId = key,
                Tags = call.TagsFor("snapshot"),
            };
            var made = image with
            {
                Id = Ids.New("ami"),
                Name = Bakery.FreeName(region, call.Required("Name")),
                Description = call["Description"] ?? image.Description,
                OwnerId = Region.Account,
                OwnerAlias = null,
                IsPublic = false,
                SharedWith = [],
                DeprecationTime = null,
                SnapshotId = snapshot.Id,
                Encrypted = snapshot.Encrypted,
                SourceImageId = image.Id,
                CreationDate = time.GetUtcNow(),
                Token = call["ClientToken"] is { Length: > 0 } token ? new ClientToken(token, digest) : null,
                Tags = (call.Flag("CopyImageTags") == true ? image.Tags : image.Tags.Clear()).SetItems(call.TagsFor("image")),
            };
            return (region with { Snapshots = region.Snapshots.With(snapshot), Images = region.Images.With(made) }, made);
        });
        return Made(copy);
    }

    private async Task<IEnumerable<XElement>> Deregister(AwsCall call)
    {
        var withSnapshots = call.Flag("DeleteAssociatedSnapshots") == true;
        var (_, (snapshot, goes)) = cloud.Change(call.Region, region =>
        {
            var image = ImageListing.Own(region, call.Required("ImageId"));
            var now = time.GetUtcNow();
            var without = region with
            {
                Images = region.Images.Remove(image.Id),
                DeregisteredImages = region.DeregisteredImages
                    .RemoveRange(region.DeregisteredImages.Values.Where(gone => gone.At < now - DeregisteredImage.Remembered).Select(gone => gone.Id))
                    .SetItem(image.Id, new DeregisteredImage(image.Id, now)),
            };
            // A snapshot that another image needs is spared, as on AWS.
            var deletes = withSnapshots && !without.Images.Values.Any(other => other.SnapshotId == image.SnapshotId);
            return (
                deletes ? without with { Snapshots = without.Snapshots.Remove(image.SnapshotId) } : without,
                (region.Snapshots.GetValueOrDefault(image.SnapshotId), deletes));
        });
        if (goes && snapshot is not null)
            await disks.DiscardUnused(snapshot.Layers);
        return withSnapshots && snapshot is not null
            ? [new XElement("return", true), Xml.Set("deleteSnapshotResultSet", [Xml.Item(
                new XElement("snapshotId", snapshot.Id), new XElement("returnCode", goes ? "success" : "skipped"))])]
            : Xml.Done;
    }

    private static Image? Copied(Region region, string? token, string digest)
    {
        var known = region.Images.Values.FirstOrDefault(image => image.Token is { } used && used.Value == token);
        return known is null || known.Token!.Digest == digest ? known : throw ClientTokens.Mismatch();
    }

    private static IEnumerable<XElement> Made(Image image) => [new("imageId", image.Id)];
}
