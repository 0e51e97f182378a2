using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Subnets.</summary>
internal sealed class SubnetActions(Cloud cloud)
{
    private static readonly Listing<Subnet> Listing = new("subnetSet", "SubnetId")
    {
        All = region => region.Subnets.Values,
        Named = (region, id) => region.Subnet(id),
        Filters = new Dictionary<string, Func<Subnet, IEnumerable<string?>>>
        {
            ["subnet-id"] = subnet => [subnet.Id],
            ["vpc-id"] = subnet => [subnet.VpcId],
            ["availability-zone"] = subnet => [subnet.Zone],
            ["availabilityZone"] = subnet => [subnet.Zone],
            ["availability-zone-id"] = subnet => [ZoneActions.ZoneId(subnet.Zone)],
            ["availabilityZoneId"] = subnet => [ZoneActions.ZoneId(subnet.Zone)],
            ["cidr-block"] = subnet => [subnet.Cidr],
            ["cidr"] = subnet => [subnet.Cidr],
            ["cidrBlock"] = subnet => [subnet.Cidr],
            ["defaultForAz"] = subnet => [subnet.IsDefault ? "true" : "false"],
            ["subnet-arn"] = subnet => [new Region(subnet.Zone[..^1]).Arn("ec2", $"subnet/{subnet.Id}")],
            ["ipv6-native"] = _ => ["false"],
            ["state"] = _ => ["available"],
            ["default-for-az"] = subnet => [subnet.IsDefault ? "true" : "false"],
            ["map-public-ip-on-launch"] = subnet => [subnet.MapPublicIp ? "true" : "false"],
            ["owner-id"] = _ => [Region.Account],
        },
        Show = (region, subnet) => Show("item", region, subnet),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateSubnet", Create);
        table.Add("ec2", "DescribeSubnets", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "ModifySubnetAttribute", Modify);
        table.Add("ec2", "DeleteSubnet", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        call.CheckTags("subnet");
        call.Required("VpcId");
        var cidr = Cidr.Of(call, "InvalidSubnet.Range");
        var (after, made) = cloud.Change(call.Region, region =>
        {
            var vpc = region.Vpc(call.Required("VpcId"));
            var byId = region.Zones.FirstOrDefault(name => ZoneActions.ZoneId(name) == call["AvailabilityZoneId"]);
            var zone = call["AvailabilityZone"] ?? byId ?? region.Zones[0];
            if (!region.Zones.Contains(zone))
                throw new AwsError("InvalidParameterValue", $"Value ({zone}) for parameter availabilityZone is invalid.");
            if (!Cidr.Within(vpc.Cidr, cidr))
                throw new AwsError("InvalidSubnet.Range", $"The CIDR '{cidr}' is invalid.");
            if (region.Subnets.Values.Any(other => other.VpcId == vpc.Id && Cidr.Overlap(other.Cidr, cidr)))
                throw new AwsError("InvalidSubnet.Conflict", $"The CIDR '{cidr}' conflicts with another subnet");
            var subnet = new Subnet { Id = Ids.New("subnet"), VpcId = vpc.Id, Zone = zone, Cidr = cidr, Tags = call.TagsFor("subnet") };
            return (region with { Subnets = region.Subnets.With(subnet) }, subnet);
        });
        yield return Show("subnet", after, made);
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var subnet = region.Subnet(call.Required("SubnetId"));
            var open = call.Flag("MapPublicIpOnLaunch.Value")
                ?? throw new AwsError("InvalidParameterCombination", "No attributes specified.");
            return region with { Subnets = region.Subnets.With(subnet with { MapPublicIp = open }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var subnet = region.Subnet(call.Required("SubnetId"));
            if (region.Instances.Values.Any(one => IsIn(subnet, one)) || region.LoadBalancers.Values.Any(one => one.Subnets.Contains(subnet.Id)))
                throw new AwsError("DependencyViolation", $"The subnet '{subnet.Id}' has dependencies and cannot be deleted.");
            return region with { Subnets = region.Subnets.Remove(subnet.Id), RouteTables = region.RouteTables.Without(subnet) };
        });
        return Xml.Done;
    }

    private static bool IsIn(Subnet subnet, Instance instance) => instance.SubnetId == subnet.Id && instance.State != "terminated";

    private static XElement Show(string element, Region region, Subnet subnet) => new(
        element,
        new XElement("subnetId", subnet.Id),
        new XElement("subnetArn", region.Arn("ec2", $"subnet/{subnet.Id}")),
        new XElement("state", "available"),
        new XElement("ownerId", Region.Account),
        new XElement("vpcId", subnet.VpcId),
        new XElement("cidrBlock", subnet.Cidr),
        new XElement("ipv6CidrBlockAssociationSet"),
        new XElement("availableIpAddressCount", Cidr.Addresses(subnet.Cidr) - region.Instances.Values.Count(one => IsIn(subnet, one))),
        new XElement("availabilityZone", subnet.Zone),
        new XElement("availabilityZoneId", ZoneActions.ZoneId(subnet.Zone)),
        new XElement("defaultForAz", subnet.IsDefault),
        new XElement("assignIpv6AddressOnCreation", false),
        new XElement("mapCustomerOwnedIpOnLaunch", false),
        new XElement("enableDns64", false),
        new XElement("ipv6Native", false),
        new XElement(
            "privateDnsNameOptionsOnLaunch",
            new XElement("hostnameType", "ip-name"),
            new XElement("enableResourceNameDnsARecord", false),
            new XElement("enableResourceNameDnsAAAARecord", false)),
        new XElement("mapPublicIpOnLaunch", subnet.MapPublicIp),
        Xml.Tags(subnet.Tags));
}
