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

    private static string Status(Volume volume) => volume.InstanceId is null ? "available" : "in-use";

    private static XElement Show(Volume volume) => Xml.Item(
        new XElement("volumeId", volume.Id),
        new XElement("size", volume.Size),
        new XElement("snapshotId", volume.SnapshotId),
        new XElement("availabilityZone", volume.Zone),
        new XElement("status", Status(volume)),
        Xml.Time("createTime", volume.CreateTime),
        new XElement("volumeType", volume.Type),
        new XElement("encrypted", false),
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
