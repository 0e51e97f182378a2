using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Route tables and the subnets that have them.</summary>
internal sealed class RouteTableActions(Cloud cloud)
{
    private static readonly Listing<RouteTable> Listing = new("routeTableSet", "RouteTableId")
    {
        All = region => region.AllRouteTables(),
        Named = (region, id) => region.RouteTable(id),
        Filters = new Dictionary<string, Func<RouteTable, IEnumerable<string?>>>
        {
            ["route-table-id"] = table => [table.Id],
            ["vpc-id"] = table => [table.VpcId],
            ["owner-id"] = _ => [Region.Account],
            ["association.main"] = table => [table.IsMain ? "true" : "false"],
            ["association.route-table-id"] = table => table.IsMain || table.Subnets.Count > 0 ? [table.Id] : [],
            ["association.route-table-association-id"] = table => [.. table.Subnets.Keys, table.IsMain ? MainAssociation(table) : null],
            ["association.subnet-id"] = table => table.Subnets.Values,
            ["route.destination-cidr-block"] = table => table.Routes.Select(route => route.Destination),
            ["route.gateway-id"] = table => ["local", .. table.Routes.Select(route => route.GatewayId)],
            ["route.state"] = _ => ["active"],
        },
        Show = (region, table) => Show("item", region, table),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateRouteTable", Create);
        table.Add("ec2", "DescribeRouteTables", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "AssociateRouteTable", Associate);
        table.Add("ec2", "DisassociateRouteTable", Disassociate);
        table.Add("ec2", "DeleteRouteTable", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        call.CheckTags("route-table");
        call.Required("VpcId");
        var (after, made) = cloud.Change(call.Region, region =>
        {
            var table = new RouteTable { Id = Ids.New("rtb"), VpcId = region.Vpc(call.Required("VpcId")).Id, Tags = call.TagsFor("route-table") };
            return (region with { RouteTables = region.RouteTables.With(table) }, table);
        });
        yield return Show("routeTable", after, made);
    }

    private IEnumerable<XElement> Associate(AwsCall call)
    {
        call.Required("RouteTableId");
        call.Required("SubnetId");
        var (_, id) = cloud.Change(call.Region, region =>
        {
            var (table, subnet) = (region.RouteTable(call.Required("RouteTableId")), region.Subnet(call.Required("SubnetId")));
            if (table.VpcId != subnet.VpcId)
                throw new AwsError("InvalidParameterValue", $"route table {table.Id} and subnet {subnet.Id} belong to different networks");
            if (region.RouteTables.Values.FirstOrDefault(other => other.Subnets.ContainsValue(subnet.Id)) is { } other)
            {
                return other.Id == table.Id
                    ? (region, table.Subnets.First(known => known.Value == subnet.Id).Key)
                    : throw new AwsError("Resource.AlreadyAssociated", $"the specified association for route table {table.Id} conflicts with an existing association");
            }

            var association = Ids.New("rtbassoc");
            return (region with { RouteTables = region.RouteTables.With(table with { Subnets = table.Subnets.Add(association, subnet.Id) }) }, association);
        });
        yield return new XElement("associationId", id);
        yield return State();
    }

    private IEnumerable<XElement> Disassociate(AwsCall call)
    {
        var id = call.Required("AssociationId");
        cloud.Change(call.Region, region =>
        {
            if (region.AllRouteTables().Any(main => main.IsMain && MainAssociation(main) == id))
                throw new AwsError("InvalidParameterValue", $"cannot disassociate the main route table association {id}");
            var table = region.RouteTables.Values.FirstOrDefault(known => known.Subnets.ContainsKey(id))
                ?? throw new AwsError("InvalidAssociationID.NotFound", $"The association ID '{id}' does not exist");
            return region with { RouteTables = region.RouteTables.With(table with { Subnets = table.Subnets.Remove(id) }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region => region.RouteTable(call.Required("RouteTableId")) is { IsMain: false, Subnets.Count: 0 } table
            ? region with { RouteTables = region.RouteTables.Remove(table.Id) }
            : throw new AwsError("DependencyViolation", $"The routeTable '{call["RouteTableId"]}' has dependencies and cannot be deleted."));
        return Xml.Done;
    }

    private static string MainAssociation(RouteTable main) => "rtbassoc" + main.VpcId[3..];

    private static XElement State() => new("associationState", new XElement("state", "associated"));

    private static XElement Show(string element, Region region, RouteTable table) => new(
        element,
        new XElement("routeTableId", table.Id),
        new XElement("vpcId", table.VpcId),
        new XElement("ownerId", Region.Account),
        Xml.Set("routeSet", table.Routes.Prepend(new Route(region.Vpc(table.VpcId).Cidr, "local", "CreateRouteTable")).Select(route => Xml.Item(
            new XElement("destinationCidrBlock", route.Destination),
            new XElement("gatewayId", route.GatewayId),
            new XElement("state", RouteActions.Leads(region, table, route) ? "active" : "blackhole"),
            new XElement("origin", route.Origin)))),
        Xml.Set("associationSet", table.Subnets
            .Select(known => Association(table, known.Key, known.Value))
            .Concat(table.IsMain ? [Association(table, MainAssociation(table), null)] : [])),
        new XElement("propagatingVgwSet"),
        Xml.Tags(table.Tags));

    private static XElement Association(RouteTable table, string id, string? subnet) => Xml.Item(
        new XElement("routeTableAssociationId", id),
        new XElement("routeTableId", table.Id),
        Xml.Text("subnetId", subnet),
        new XElement("main", subnet is null),
        State());
}
