using System.Xml.Linq;
using Bundt.LocalCloud.Identity;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>How instances look in EC2's answers.</summary>
internal static class InstanceXml
{
    /// <summary>One instance of a reservation.</summary>
    public static XElement Show(Region region, Instance instance)
    {
        var image = region.Images.GetValueOrDefault(instance.Launch.ImageId);
        var volume = region.Volumes.GetValueOrDefault(instance.VolumeId);
        var listed = instance.State != "terminated";
        return Xml.Item(
            new XElement("instanceId", instance.Id),
            new XElement("imageId", instance.Launch.ImageId),
            State("instanceState", instance.State),
            new XElement("privateDnsName", HostName(instance)),
            new XElement("dnsName", listed ? instance.PrivateIp : ""),
            new XElement("reason", instance.StateReason),
            Xml.Text("keyName", instance.Launch.KeyName),
            new XElement("amiLaunchIndex", instance.LaunchIndex),
            new XElement("productCodes"),
            new XElement("instanceType", instance.Launch.InstanceType),
            Xml.Time("launchTime", instance.LaunchTime),
            new XElement(
                "placement",
                new XElement("availabilityZone", instance.Zone),
                new XElement("availabilityZoneId", ZoneActions.ZoneId(instance.Zone)),
                new XElement("groupName"),
                new XElement("tenancy", "default")),
            new XElement("monitoring", new XElement("state", "disabled")),
            listed ? new XElement("subnetId", instance.SubnetId) : null,
            listed ? new XElement("vpcId", instance.VpcId) : null,
            listed ? new XElement("privateIpAddress", instance.PrivateIp) : null,
            listed ? new XElement("ipAddress", instance.PrivateIp) : null,
            new XElement("sourceDestCheck", true),
            Groups(region, instance),
            Xml.Reason(instance.StateReason),
            new XElement("architecture", "x86_64"),
            new XElement("rootDeviceType", "ebs"),
            new XElement("rootDeviceName", volume?.Device ?? image?.RootDevice ?? "/dev/xvda"),
            Devices(volume),
            new XElement("virtualizationType", "hvm"),
            new XElement("clientToken", instance.Launch.ClientToken),
            Xml.Tags(instance.Tags),
            new XElement("hypervisor", "xen"),
            Xml.Set("networkInterfaceSet", listed ? [NetworkInterfaces.OfInstance(region, instance)] : []),
            Profile(instance.Launch.InstanceProfile),
            new XElement("ebsOptimized", instance.Launch.EbsOptimized),
            new XElement("enaSupport", true),
            instance.Launch.MetadataOptions.Show("metadataOptions", "applied"),
            new XElement("currentInstanceBootMode", "legacy-bios"),
            new XElement("cpuOptions", Cores(instance)),
            new XElement("capacityReservationSpecification", new XElement("capacityReservationPreference", "open")),
            new XElement("hibernationOptions", new XElement("configured", false)),
            new XElement("enclaveOptions", new XElement("enabled", false)),
            new XElement("maintenanceOptions", new XElement("autoRecovery", "default")),
            new XElement(
                "privateDnsNameOptions",
                new XElement("hostnameType", "ip-name"),
                new XElement("enableResourceNameDnsARecord", false),
                new XElement("enableResourceNameDnsAAAARecord", false)),
            new XElement("platformDetails", "Linux/UNIX"),
            new XElement("usageOperation", "RunInstances"),
            Xml.Time("usageOperationUpdateTime", instance.LaunchTime));
    }

    /// <summary>Instances grouped by the reservation they came from.</summary>
    public static XElement Reservations(Region region, IEnumerable<Instance> instances) => Xml.Set("reservationSet", instances
        .GroupBy(instance => instance.ReservationId)
        .Select(reservation => Xml.Item([.. Reservation(region, reservation.Key, reservation)])));

    /// <summary>The elements of one reservation.</summary>
    public static IEnumerable<XElement> Reservation(Region region, string id, IEnumerable<Instance> instances) =>
    [
        new("reservationId", id),
        new("ownerId", Region.Account),
        new("groupSet"),
        Xml.Set("instancesSet", instances.OrderBy(instance => instance.LaunchIndex).Select(instance => Show(region, instance))),
    ];

    /// <summary>The name that an instance has in its network; empty once it is terminated.</summary>
    public static string HostName(Instance instance) => instance.State == "terminated"
        ? ""
        : $"ip-{instance.PrivateIp.Replace('.', '-')}.{instance.Zone[..^1]}.compute.internal";

    /// <summary>The ARN of an instance profile that is given by name or ARN.</summary>
    public static string? ProfileArn(string? profile) => profile is null || profile.StartsWith("arn:", StringComparison.Ordinal)
        ? profile
        : $"arn:aws:iam::{Region.Account}:instance-profile/{profile}";

    /// <summary>A state with its number.</summary>
    public static XElement State(string element, string state) =>
        new(element, new XElement("code", Code(state)), new XElement("name", state));

    /// <summary>The number of a state.</summary>
    public static int Code(string state) => state switch
    {
        "pending" => 0,
        "running" => 16,
        "shutting-down" => 32,
        "terminated" => 48,
        "stopping" => 64,
        _ => 80,
    };

    /// <summary>The instance's security groups.</summary>
    public static XElement Groups(Region region, Instance instance) => Xml.Set("groupSet", instance.Launch.SecurityGroupIds
        .Where(_ => instance.State != "terminated")
        .Select(id => Xml.Item(new XElement("groupId", id), new XElement("groupName", region.SecurityGroups.GetValueOrDefault(id)?.Name))));

    /// <summary>The root volume as the one attached device.</summary>
    public static XElement Devices(Volume? volume) => Xml.Set("blockDeviceMapping", volume is null ? [] : [Xml.Item(
        new XElement("deviceName", volume.Device),
        new XElement(
            "ebs",
            new XElement("volumeId", volume.Id),
            new XElement("status", "attached"),
            Xml.Time("attachTime", volume.CreateTime),
            new XElement("deleteOnTermination", volume.DeleteOnTermination)))]);

    private static object[] Cores(Instance instance)
    {
        var (type, threads) = (instance.Launch.InstanceType, InstanceTypes.ThreadsPerCore(instance.Launch.InstanceType));
        return [new XElement("coreCount", InstanceTypes.Known[type].Processors / threads), new XElement("threadsPerCore", threads)];
    }

    private static XElement? Profile(string? profile)
    {
        if (profile is null)
            return null;
        return new XElement("iamInstanceProfile", new XElement("arn", ProfileArn(profile)), new XElement("id", Identities.ProfileId(ProfileArn(profile)!)));
    }
}
