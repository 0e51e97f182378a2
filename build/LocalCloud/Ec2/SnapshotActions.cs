using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Snapshots.</summary>
internal sealed class SnapshotActions(Cloud cloud, Bakery bakery, Disks disks)
{
    private static readonly Listing<Snapshot> Listing = new("snapshotSet", "SnapshotId")
    {
        All = region => region.Snapshots.Values,
        Named = (region, id) => region.Snapshot(id),
        Filters = new Dictionary<string, Func<Snapshot, IEnumerable<string?>>>
        {
            ["snapshot-id"] = snapshot => [snapshot.Id],
            ["volume-id"] = snapshot => [snapshot.VolumeId],
            ["owner-id"] = snapshot => [snapshot.OwnerId],
            ["description"] = snapshot => [snapshot.Description],
            ["status"] = snapshot => [snapshot.State],
            ["progress"] = snapshot => [Progress(snapshot)],
            ["start-time"] = snapshot => [AwsTime.Text(snapshot.StartTime)],
            ["volume-size"] = snapshot => [$"{snapshot.VolumeSize}"],
            ["encrypted"] = snapshot => [snapshot.Encrypted ? "true" : "false"],
            ["storage-tier"] = _ => ["standard"],
            ["owner-alias"] = snapshot => [snapshot.OwnerId == Region.SourceOwner ? "amazon" : null],
        },
        Show = (_, snapshot) => Xml.Item([.. Show(snapshot)]),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateSnapshot", call => Show(bakery.Snap(call)));
        table.Add("ec2", "DescribeSnapshots", Describe);
        table.Add("ec2", "DeleteSnapshot", Delete);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var owners = call.List("Owner");
        var found = Listing.Find(call, cloud.Read(call.Region)).Where(snapshot => owners.Count == 0 || owners.Any(owner => owner switch
        {
            "self" => snapshot.OwnerId == Region.Account,
            "amazon" => snapshot.OwnerId == Region.SourceOwner,
            _ => snapshot.OwnerId == owner,
        }));
        var (page, next) = Listing.Page(call, found);
        yield return Xml.Set("snapshotSet", page.Select(snapshot => Xml.Item([.. Show(snapshot)])));
        if (next is not null)
            yield return next;
    }

    private async Task<IEnumerable<XElement>> Delete(AwsCall call)
    {
        var (_, gone) = cloud.Change(call.Region, region =>
        {
            var snapshot = region.Snapshot(call.Required("SnapshotId"));
            if (snapshot.OwnerId != Region.Account)
                throw new AwsError("AuthFailure", $"Not authorized for snapshot:{snapshot.Id}", 403);
            if (region.Images.Values.FirstOrDefault(image => image.SnapshotId == snapshot.Id) is { } user)
                throw new AwsError("InvalidSnapshot.InUse", $"The snapshot {snapshot.Id} is currently in use by {user.Id}");
            return (region with { Snapshots = region.Snapshots.Remove(snapshot.Id) }, snapshot);
        });
        await disks.DiscardUnused(gone.Layers);
        return Xml.Done;
    }

    private static string Progress(Snapshot snapshot) => snapshot.State == "completed" ? "100%" : "0%";

    private static IEnumerable<XElement> Show(Snapshot snapshot) =>
    [
        new("snapshotId", snapshot.Id),
        new("volumeId", snapshot.VolumeId),
        new("status", snapshot.State),
        Xml.Time("startTime", snapshot.StartTime),
        new("progress", Progress(snapshot)),
        new("ownerId", snapshot.OwnerId),
        new("volumeSize", snapshot.VolumeSize),
        new("description", snapshot.Description),
        new("encrypted", snapshot.Encrypted),
        new("storageTier", "standard"),
        Xml.Tags(snapshot.Tags),
        .. snapshot.KmsKeyId is { } key ? [new XElement("kmsKeyId", key)] : Array.Empty<XElement>(),
    ];
}
