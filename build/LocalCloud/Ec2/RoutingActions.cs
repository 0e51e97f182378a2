using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// What comes with every network: its main route table and its default access list; and the internet gateway of the default network.
/// Clients look these up, nobody changes them here. Source: "Default VPCs" and "How default VPCs work", Amazon VPC User Guide.
/// </summary>
internal sealed class RoutingActions(Cloud cloud)
{
    private static readonly bool[] Directions = [true, false];
    private static readonly (int Number, string Action)[] Rules = [(100, "allow"), (32767, "deny")];

    private static readonly Listing<Vpc> RouteTables = Of("routeTableSet", "RouteTableId", "rtb", "InvalidRouteTableID", new()
    {
        ["route-table-id"] = vpc => [Id("rtb", vpc)],
        ["vpc-id"] = vpc => [vpc.Id],
        ["owner-id"] = _ => [Region.Account],
        ["association.main"] = _ => ["true"],
        ["association.route-table-id"] = vpc => [Id("rtb", vpc)],
        ["association.route-table-association-id"] = vpc => [Id("rtbassoc", vpc)],
        ["association.subnet-id"] = _ => [],
        ["route.destination-cidr-block"] = vpc => vpc.IsDefault ? [vpc.Cidr, "0.0.0.0/0"] : [vpc.Cidr],
        ["route.gateway-id"] = vpc => vpc.IsDefault ? ["local", Id("igw", vpc)] : ["local"],
        ["route.state"] = _ => ["active"],
    }, RouteTable);

    private static readonly Listing<Vpc> AccessLists = Of("networkAclSet", "NetworkAclId", "acl", "InvalidNetworkAclID", new()
    {
        ["network-acl-id"] = vpc => [Id("acl", vpc)],
        ["vpc-id"] = vpc => [vpc.Id],
        ["owner-id"] = _ => [Region.Account],
        ["default"] = _ => ["true"],
    }, AccessList);

    private static readonly Listing<Vpc> Gateways = Of("internetGatewaySet", "InternetGatewayId", "igw", "InvalidInternetGatewayID", new()
    {
        ["internet-gateway-id"] = vpc => [Id("igw", vpc)],
        ["attachment.vpc-id"] = vpc => [vpc.Id],
        ["attachment.state"] = _ => ["available"],
        ["owner-id"] = _ => [Region.Account],
    }, Gateway, vpc => vpc.IsDefault);

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "DescribeRouteTables", call => RouteTables.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "DescribeNetworkAcls", call => AccessLists.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "DescribeInternetGateways", call => Gateways.Answer(call, cloud.Read(call.Region)));
    }

    private static Listing<Vpc> Of(
        string resultSet,
        string parameter,
        string prefix,
        string code,
        Dictionary<string, Func<Vpc, IEnumerable<string?>>> filters,
        Func<Region, Vpc, XElement> show,
        Func<Vpc, bool>? has = null) => new(resultSet, parameter)
        {
            All = region => region.Vpcs.Values.Where(has ?? (_ => true)),
            Named = (region, id) => region.Vpcs.Values.FirstOrDefault(vpc => Id(prefix, vpc) == id && has?.Invoke(vpc) != false)
                ?? throw new AwsError($"{code}.NotFound", $"The ID '{id}' does not exist"),
            Filters = filters,
            Show = show,
            Tags = _ => ImmutableDictionary<string, string>.Empty,
        };

    private static string Id(string prefix, Vpc vpc) => prefix + vpc.Id[3..];

    private static XElement RouteTable(Region region, Vpc vpc) => Xml.Item(
        new XElement("routeTableId", Id("rtb", vpc)),
        new XElement("vpcId", vpc.Id),
        new XElement("ownerId", Region.Account),
        Xml.Set("routeSet", new[] { Route(vpc.Cidr, "local", "CreateRouteTable") }
            .Concat(vpc.IsDefault ? [Route("0.0.0.0/0", Id("igw", vpc), "CreateRoute")] : [])),
        Xml.Set("associationSet", [Xml.Item(
            new XElement("routeTableAssociationId", Id("rtbassoc", vpc)),
            new XElement("routeTableId", Id("rtb", vpc)),
            new XElement("main", true),
            new XElement("associationState", new XElement("state", "associated")))]),
        new XElement("propagatingVgwSet"),
        new XElement("tagSet"));

    private static XElement Route(string destination, string gateway, string origin) => Xml.Item(
        new XElement("destinationCidrBlock", destination),
        new XElement("gatewayId", gateway),
        new XElement("state", "active"),
        new XElement("origin", origin));

    private static XElement AccessList(Region region, Vpc vpc) => Xml.Item(
        new XElement("networkAclId", Id("acl", vpc)),
        new XElement("vpcId", vpc.Id),
        new XElement("ownerId", Region.Account),
        new XElement("default", true),
        Xml.Set("entrySet",
            from egress in Directions
            from rule in Rules
            select Xml.Item(
                new XElement("ruleNumber", rule.Number),
                new XElement("protocol", "-1"),
                new XElement("ruleAction", rule.Action),
                new XElement("egress", egress),
                new XElement("cidrBlock", "0.0.0.0/0"))),
        Xml.Set("associationSet", region.Subnets.Values.Where(subnet => subnet.VpcId == vpc.Id).Select(subnet => Xml.Item(
            new XElement("networkAclAssociationId", "aclassoc" + subnet.Id[6..]),
            new XElement("networkAclId", Id("acl", vpc)),
            new XElement("subnetId", subnet.Id)))),
        new XElement("tagSet"));

    private static XElement Gateway(Region region, Vpc vpc) => Xml.Item(
        new XElement("internetGatewayId", Id("igw", vpc)),
        new XElement("ownerId", Region.Account),
        Xml.Set("attachmentSet", [Xml.Item(new XElement("vpcId", vpc.Id), new XElement("state", "available"))]),
        new XElement("tagSet"));
}
