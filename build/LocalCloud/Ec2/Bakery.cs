using System.Collections.Immutable;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Makes snapshots and images: <c>pending</c> until the machine's disk has really been copied.</summary>
internal sealed class Bakery(Cloud cloud, InstanceLife life, Disks disks, TimeProvider time)
{
    /// <summary>Begins an image of an instance, with a snapshot of its disk.</summary>
    /// <param name="call">CreateImage's call.</param>
    /// <exception cref="AwsError">The instance is unknown or in no state to be copied, or the name is taken.</exception>
    public Image Bake(AwsCall call)
    {
        call.CheckTags("image", "snapshot");
        var (_, (image, snapshot, instance)) = cloud.Change(call.Region, region =>
        {
            var source = region.Instance(call.Required("InstanceId"));
            call.Required("Name");
            if (source.State is not ("running" or "stopped" or "stopping"))
                throw new AwsError("IncorrectState", $"Instance '{source.Id}' is {source.State}: no image can be made of it now.");
            var disk = Begin(region, source, call.TagsFor("snapshot"));
            var made = new Image
            {
                Id = Ids.New("ami"),
                Name = FreeName(region, call.Required("Name")),
                Description = call["Description"],
                OwnerId = Region.Account,
                State = "pending",
                SnapshotId = disk.Id,
                Encrypted = disk.Encrypted,
                VolumeSize = disk.VolumeSize,
                VolumeType = region.Volumes.GetValueOrDefault(source.VolumeId)?.Type ?? "gp2",
                SourceInstanceId = source.Id,
                SourceImageId = source.Launch.ImageId,
                CreationDate = time.GetUtcNow(),
                Tags = call.TagsFor("image"),
            };
            disk = disk with { Description = $"Created by CreateImage({source.Id}) for {made.Id}" };
            return (region with { Snapshots = region.Snapshots.With(disk), Images = region.Images.With(made) }, (made, disk, source));
        });

        var live = call.Flag("NoReboot") == true;
        Copy(call.Region, instance, snapshot, live, failure => cloud.Change(call.Region, region => region with
        {
            Images = region.Images.Changed(image.Id, known => failure is null
                ? known with { State = "available" }
                : known with { State = "failed", StateReason = $"Server.InternalError: {failure.Split('\n')[0]}" }),
        }));
        return image;
    }

    /// <summary>Begins a snapshot of an instance's volume.</summary>
    /// <exception cref="AwsError">The volume is unknown, or attached to nothing any more.</exception>
    public Snapshot Snap(AwsCall call)
    {
        call.CheckTags("snapshot");
        var (_, (snapshot, instance)) = cloud.Change(call.Region, region =>
        {
            var volume = region.Volume(call.Required("VolumeId"));
            var source = volume.InstanceId is { } id
                ? region.Instance(id)
                : throw new AwsError("IncorrectState", $"The volume '{volume.Id}' is attached to no instance.");
            var disk = Begin(region, source, call.TagsFor("snapshot")) with { Description = call["Description"] ?? "" };
            return (region with { Snapshots = region.Snapshots.With(disk) }, (disk, source));
        });
        Copy(call.Region, instance, snapshot, live: true, _ => { });
        return snapshot;
    }

    /// <summary>The name, if no image of the account has it.</summary>
    /// <exception cref="AwsError"><c>InvalidAMIName.Malformed</c>, <c>InvalidAMIName.Duplicate</c>.</exception>
    public static string FreeName(Region region, string name)
    {
        if (name.Length is < 3 or > 128 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "()[] ./-'@_".Contains(letter)))
        {
            throw new AwsError(
                "InvalidAMIName.Malformed",
                "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'");
        }

        return region.Images.Values.FirstOrDefault(image => image.Name == name && image.OwnerId == Region.Account) is { } taken
            ? throw new AwsError("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI {taken.Id}")
            : name;
    }

    private Snapshot Begin(Region region, Instance source, ImmutableSortedDictionary<string, string> tags)
    {
        var id = Ids.New("snap");
        var volume = region.Volumes.GetValueOrDefault(source.VolumeId);
        return new Snapshot
        {
            Id = id,
            OwnerId = Region.Account,
            State = "pending",
            // The layer bears the snapshot's name: it is what the snapshot adds to what the instance was booted from.
            Layers = source.Layers.Insert(0, id),
            VolumeId = source.VolumeId,
            VolumeSize = volume?.Size ?? 8,
            Encrypted = volume?.KmsKeyId is not null,
            KmsKeyId = volume?.KmsKeyId,
            StartTime = time.GetUtcNow(),
            Tags = tags,
        };
    }

    private void Copy(string region, Instance instance, Snapshot snapshot, bool live, Action<string?> done) =>
        life.Capture(region, instance.Id, snapshot.Id, live, failure =>
        {
            cloud.Change(region, known => known with
            {
                Snapshots = known.Snapshots.Changed(snapshot.Id, disk => disk with { State = failure is null ? "completed" : "error" }),
            });
            done(failure);
            // The snapshot may have been deleted while its disk was being copied.
            _ = disks.DiscardUnused(snapshot.Layers);
        });
}
