using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Volumes: the root volumes of instances.</summary>
internal sealed class VolumeActions(Cloud cloud)
{
    private static readonly Listing<Volume> Listing = new("volumeSet", "VolumeId")
    {
        All = region => region.Volumes.Values,
        Named = (region, id) => region.Volume(id),
        Filters = new Dictionary<string, Func<Volume, IEnumerable<string?>>>
        {
            ["volume-id"] = volume => [volume.Id],
            ["snapshot-id"] = volume => [volume.SnapshotId],
            ["status"] = volume => [Status(volume)],
            ["volume-type"] = volume => [volume.Type],
            ["availability-zone"] = volume => [volume.Zone],
            ["attachment.instance-id"] = volume => [volume.InstanceId],
            ["size"] = volume => [$"{volume.Size}"],
            ["create-time"] = volume => [AwsTime.Text(volume.CreateTime)],
            ["encrypted"] = volume => [volume.KmsKeyId is null ? "false" : "true"],
            ["multi-attach-enabled"] = _ => ["false"],
            ["availability-zone-id"] = volume => [ZoneActions.ZoneId(volume.Zone)],
            ["attachment.status"] = volume => [volume.InstanceId is null ? null : "attached"],
            ["attachment.attach-time"] = volume => [volume.InstanceId is null ? null : AwsTime.Text(volume.CreateTime)],
            ["attachment.delete-on-termination"] = volume =>
                [volume.InstanceId is null ? null : volume.DeleteOnTermination ? "true" : "false"],
            ["attachment.device"] = volume => [volume.InstanceId is null ? null : volume.Device],
        },
        Show = (_, volume) => Show(volume),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "DescribeVolumes", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "DeleteVolume", Delete);
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var volume = region.Volume(call.Required("VolumeId"));
            return volume.InstanceId is { } user
                ? throw new AwsError("VolumeInUse", $"Volume {volume.Id} is currently attached to {user}")
                : region with { Volumes = region.Volumes.Remove(volume.Id) };
        });
        return Xml.Done;
    }

    /// <summary>The operations a second that a kind of volume has without asking. Source: "Amazon EBS General Purpose SSD volumes".</summary>
    private static int? Operations(Volume volume) => volume.Type switch
    {
        "gp2" => Math.Clamp(3 * volume.Size, 100, 16_000),
        "gp3" => 3000,
        _ => null,
    };

    private static string Status(Volume volume) => volume.InstanceId is null ? "available" : "in-use";

    private static XElement Show(Volume volume) => Xml.Item(
        new XElement("volumeId", volume.Id),
        new XElement("size", volume.Size),
        new XElement("snapshotId", volume.SnapshotId),
        new XElement("availabilityZone", volume.Zone),
        new XElement("status", Status(volume)),
        Xml.Time("createTime", volume.CreateTime),
        new XElement("volumeType", volume.Type),
        Xml.Text("iops", Operations(volume)),
        Xml.Text("throughput", volume.Type == "gp3" ? 125 : null),
        new XElement("availabilityZoneId", ZoneActions.ZoneId(volume.Zone)),
        new XElement("encrypted", volume.KmsKeyId is not null),
        Xml.Text("kmsKeyId", volume.KmsKeyId),
        new XElement("multiAttachEnabled", false),
        Xml.Set("attachmentSet", volume.InstanceId is null ? [] : [Xml.Item(
            new XElement("volumeId", volume.Id),
            new XElement("instanceId", volume.InstanceId),
            new XElement("device", volume.Device),
            new XElement("status", "attached"),
            Xml.Time("attachTime", volume.CreateTime),
            new XElement("deleteOnTermination", volume.DeleteOnTermination))]),
        Xml.Tags(volume.Tags));
}
