using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Network interfaces: every instance that is not terminated has one, which comes and goes with it.</summary>
internal sealed class NetworkInterfaces(Cloud cloud)
{
    private static readonly Listing<Instance> Listing = new("networkInterfaceSet", "NetworkInterfaceId")
    {
        All = region => region.Instances.Values.Where(instance => instance.State != "terminated"),
        Named = (region, id) => region.Instances.GetValueOrDefault("i-" + id.Split('-')[^1]) is { State: not "terminated" } found && Id(found) == id
            ? found
            : throw (Lookup.WellFormed(id, "eni")
                ? new AwsError("InvalidNetworkInterfaceID.NotFound", $"The networkInterface ID '{id}' does not exist")
                : new AwsError("InvalidNetworkInterfaceId.Malformed", $"Invalid id: \"{id}\" (expecting \"eni-...\")")),
        PagesNamed = false,
        Tags = _ => ImmutableDictionary<string, string>.Empty,
        Filters = new Dictionary<string, Func<Instance, IEnumerable<string?>>>
        {
            ["network-interface-id"] = instance => [Id(instance)],
            ["attachment.instance-id"] = instance => [instance.Id],
            ["attachment.instance-owner-id"] = _ => [Region.Account],
            ["attachment.attachment-id"] = instance => [Attachment(instance)],
            ["attachment.status"] = _ => ["attached"],
            ["attachment.device-index"] = _ => ["0"],
            ["availability-zone"] = instance => [instance.Zone],
            ["subnet-id"] = instance => [instance.SubnetId],
            ["vpc-id"] = instance => [instance.VpcId],
            ["group-id"] = instance => instance.Launch.SecurityGroupIds,
            ["private-ip-address"] = instance => [instance.PrivateIp],
            ["addresses.private-ip-address"] = instance => [instance.PrivateIp],
            ["private-dns-name"] = instance => [InstanceXml.HostName(instance)],
            ["mac-address"] = instance => [Mac(instance)],
            ["interface-type"] = _ => ["interface"],
            ["description"] = _ => [""],
            ["owner-id"] = _ => [Region.Account],
            ["requester-managed"] = _ => ["false"],
            ["source-dest-check"] = _ => ["true"],
            ["status"] = _ => ["in-use"],
        },
        Show = (region, instance) => Xml.Item(
            [
                .. Common(region, instance),
                new XElement("availabilityZone", instance.Zone),
                new XElement("requesterManaged", false),
                Attached(instance, new XElement("instanceId", instance.Id), new XElement("instanceOwnerId", Region.Account)),
                Xml.Set("tagSet", []),
            ]),
    };

    /// <summary>Adds the action.</summary>
    public void Register(ActionTable table) =>
        table.Add("ec2", "DescribeNetworkInterfaces", call => Listing.Answer(call, cloud.Read(call.Region)));

    /// <summary>The id of an instance's interface.</summary>
    public static string Id(Instance instance) => "eni-" + instance.Id[2..];

    /// <summary>An instance's interface as DescribeInstances shows it.</summary>
    public static XElement OfInstance(Region region, Instance instance) => Xml.Item([.. Common(region, instance), Attached(instance)]);

    private static IEnumerable<XElement> Common(Region region, Instance instance) =>
    [
        new("networkInterfaceId", Id(instance)),
        new("subnetId", instance.SubnetId),
        new("vpcId", instance.VpcId),
        new("description"),
        new("ownerId", Region.Account),
        new("status", "in-use"),
        new("macAddress", Mac(instance)),
        new("privateIpAddress", instance.PrivateIp),
        new("privateDnsName", InstanceXml.HostName(instance)),
        new("sourceDestCheck", true),
        InstanceXml.Groups(region, instance),
        Association(instance),
        Xml.Set("privateIpAddressesSet", [Xml.Item(
            Association(instance),
            new XElement("privateIpAddress", instance.PrivateIp),
            new XElement("privateDnsName", InstanceXml.HostName(instance)),
            new XElement("primary", true))]),
        new("ipv6AddressesSet"),
        new("interfaceType", "interface"),
    ];

    private static XElement Association(Instance instance) => new(
        "association",
        new XElement("publicIp", instance.PrivateIp),
        new XElement("publicDnsName", instance.PrivateIp),
        new XElement("ipOwnerId", "amazon"));

    private static XElement Attached(Instance instance, params ReadOnlySpan<XElement> more) => new(
        "attachment",
        new XElement("attachmentId", Attachment(instance)),
        new XElement("deviceIndex", 0),
        new XElement("status", "attached"),
        Xml.Time("attachTime", instance.LaunchTime),
        new XElement("deleteOnTermination", true),
        new XElement("networkCardIndex", 0),
        more.ToArray());

    private static string Attachment(Instance instance) => "eni-attach-" + instance.Id[2..];

    /// <summary>A made-up hardware address of its own: the second bit of the first byte says that nobody sold it.</summary>
    public static string Mac(Instance instance) => BitConverter
        .ToString([0x0a, .. SHA256.HashData(Encoding.UTF8.GetBytes(instance.Id))[..5]])
        .Replace('-', ':')
        .ToLowerInvariant();
}
