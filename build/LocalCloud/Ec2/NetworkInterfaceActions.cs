using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Network interfaces, which clients look at before they delete a security group; there are those of the instances.</summary>
internal sealed class NetworkInterfaceActions(Cloud cloud)
{
    private static readonly Listing<NetworkInterface> Listing = new("networkInterfaceSet", "NetworkInterfaceId")
    {
        All = All,
        Named = (region, id) => All(region).FirstOrDefault(known => known.Id == id)
            ?? throw new AwsError("InvalidNetworkInterfaceID.NotFound", $"The networkInterface ID '{id}' does not exist"),
        Filters = new Dictionary<string, Func<NetworkInterface, IEnumerable<string?>>>
        {
            ["attachment.instance-id"] = known => [known.Instance.Id],
            ["attachment.instance-owner-id"] = _ => [Region.Account],
            ["availability-zone"] = known => [known.Instance.Zone],
            ["description"] = _ => [""],
            ["group-id"] = known => known.Instance.Launch.SecurityGroupIds,
            ["interface-type"] = _ => ["interface"],
            ["network-interface-id"] = known => [known.Id],
            ["owner-id"] = _ => [Region.Account],
            ["private-ip-address"] = known => [known.Instance.PrivateIp],
            ["requester-id"] = _ => [],
            ["requester-managed"] = _ => ["false"],
            ["status"] = _ => ["in-use"],
            ["subnet-id"] = known => [known.Instance.SubnetId],
            ["vpc-id"] = known => [known.Instance.VpcId],
        },
        Show = (region, known) => NetworkInterfaceXml.Alone(region, known),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table) =>
        table.Add("ec2", "DescribeNetworkInterfaces", call => Listing.Answer(call, cloud.Read(call.Region)));

    private static IEnumerable<NetworkInterface> All(Region region) =>
        region.Instances.Values.Where(NetworkInterface.IsThere).Select(instance => new NetworkInterface(instance));
}
