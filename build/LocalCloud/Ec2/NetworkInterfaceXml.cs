using System.Xml.Linq;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>How network interfaces look in EC2's answers.</summary>
internal static class NetworkInterfaceXml
{
    /// <summary>The interfaces of an instance, as a part of it.</summary>
    public static XElement Of(Region region, Instance instance) => Xml.Set(
        "networkInterfaceSet",
        NetworkInterface.IsThere(instance) ? [Xml.Item([.. Common(region, new NetworkInterface(instance))])] : []);

    /// <summary>An interface by itself.</summary>
    public static XElement Alone(Region region, NetworkInterface shown) => Xml.Item(
    [
        .. Common(region, shown),
        new XElement("availabilityZone", shown.Instance.Zone),
        new XElement("requesterManaged", false),
        Xml.Tags(shown.Tags),
    ]);

    private static IEnumerable<XElement> Common(Region region, NetworkInterface shown)
    {
        var instance = shown.Instance;
        yield return new XElement("networkInterfaceId", shown.Id);
        yield return new XElement("subnetId", instance.SubnetId);
        yield return new XElement("vpcId", instance.VpcId);
        yield return new XElement("description");
        yield return new XElement("ownerId", Region.Account);
        yield return new XElement("status", "in-use");
        yield return new XElement("macAddress", shown.Mac);
        yield return new XElement("privateIpAddress", instance.PrivateIp);
        yield return new XElement("sourceDestCheck", true);
        yield return new XElement("interfaceType", "interface");
        yield return InstanceXml.Groups(region, instance);
        yield return new XElement(
            "attachment",
            new XElement("attachmentId", shown.AttachmentId),
            new XElement("deviceIndex", 0),
            new XElement("status", "attached"),
            Xml.Time("attachTime", instance.LaunchTime),
            new XElement("deleteOnTermination", true));
        yield return Xml.Set("privateIpAddressesSet", [Xml.Item(
            new XElement("privateIpAddress", instance.PrivateIp),
            new XElement("primary", true))]);
    }
}
