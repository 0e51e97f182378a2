using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Route tables, which clients look at to know a VPC; nothing here changes them.</summary>
internal sealed class RouteTableActions(Cloud cloud)
{
    private static readonly Listing<RouteTable> Listing = new("routeTableSet", "RouteTableId")
    {
        All = region => region.Vpcs.Values.Select(vpc => new RouteTable(vpc)),
        Named = (region, id) => region.Vpcs.Values.Select(vpc => new RouteTable(vpc)).FirstOrDefault(table => table.Id == id)
            ?? throw new AwsError("InvalidRouteTableID.NotFound", $"The routeTable ID '{id}' does not exist"),
        Filters = new Dictionary<string, Func<RouteTable, IEnumerable<string?>>>
        {
            ["association.main"] = _ => ["true"],
            ["association.route-table-association-id"] = table => [table.AssociationId],
            ["association.route-table-id"] = table => [table.Id],
            ["association.subnet-id"] = _ => [],
            ["owner-id"] = _ => [Region.Account],
            ["route-table-id"] = table => [table.Id],
            ["vpc-id"] = table => [table.Vpc.Id],
        },
        Show = (_, table) => Show(table),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table) =>
        table.Add("ec2", "DescribeRouteTables", call => Listing.Answer(call, cloud.Read(call.Region)));

    private static XElement Show(RouteTable table) => Xml.Item(
        new XElement("routeTableId", table.Id),
        new XElement("vpcId", table.Vpc.Id),
        new XElement("ownerId", Region.Account),
        Xml.Set("routeSet",
        [
            Route(table.Vpc.Cidr, "local", "CreateRouteTable"),
            .. table.Gateway is { } gateway ? [Route("0.0.0.0/0", gateway, "CreateRoute")] : Array.Empty<XElement>(),
        ]),
        Xml.Set("associationSet", [Xml.Item(
            new XElement("routeTableAssociationId", table.AssociationId),
            new XElement("routeTableId", table.Id),
            new XElement("main", true),
            new XElement("associationState", new XElement("state", "associated")))]),
        new XElement("propagatingVgwSet"),
        Xml.Tags(table.Tags));

    private static XElement Route(string destination, string gateway, string origin) => Xml.Item(
        new XElement("destinationCidrBlock", destination),
        new XElement("gatewayId", gateway),
        new XElement("state", "active"),
        new XElement("origin", origin));
}
