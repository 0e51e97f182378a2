using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Routes, of which there are those to internet gateways.</summary>
internal sealed class RouteActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateRoute", Create);
        table.Add("ec2", "ReplaceRoute", Replace);
        table.Add("ec2", "DeleteRoute", Delete);
    }

    /// <summary>Whether a route leads anywhere: its gateway is still attached to the network.</summary>
    public static bool Leads(Region region, RouteTable table, Route route) =>
        route.GatewayId == "local" || region.InternetGateways.GetValueOrDefault(route.GatewayId)?.VpcId == table.VpcId;

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var destination = Destination(call);
        cloud.Change(call.Region, region =>
        {
            var table = region.RouteTable(call.Required("RouteTableId"));
            var gateway = Gateway(call, region, table);
            if (destination == region.Vpc(table.VpcId).Cidr || table.Routes.Any(route => route.Destination == destination && route.GatewayId != gateway.Id))
                throw new AwsError("RouteAlreadyExists", $"The route identified by {destination} already exists.");
            return table.Routes.Any(route => route.Destination == destination)
                ? region
                : region with { RouteTables = region.RouteTables.With(table with { Routes = table.Routes.Add(new Route(destination, gateway.Id)) }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Replace(AwsCall call)
    {
        var destination = Destination(call);
        cloud.Change(call.Region, region =>
        {
            var table = region.RouteTable(call.Required("RouteTableId"));
            var gateway = Gateway(call, region, table);
            var routes = table.Routes.Replace(Find(table, destination, "InvalidParameterValue"), new Route(destination, gateway.Id));
            return region with { RouteTables = region.RouteTables.With(table with { Routes = routes }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var destination = Destination(call);
        cloud.Change(call.Region, region =>
        {
            var table = region.RouteTable(call.Required("RouteTableId"));
            var route = Find(table, destination, "InvalidRoute.NotFound");
            return region with { RouteTables = region.RouteTables.With(table with { Routes = table.Routes.Remove(route) }) };
        });
        return Xml.Done;
    }

    private static InternetGateway Gateway(AwsCall call, Region region, RouteTable table)
    {
        var gateway = region.InternetGateway(call["GatewayId"] ?? throw new AwsError(
            "MissingParameter", "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId or transitGatewayId"));
        return gateway.VpcId == table.VpcId ? gateway
            : throw new AwsError("InvalidParameterValue", $"route table {table.Id} and network gateway {gateway.Id} belong to different networks");
    }

    private static Route Find(RouteTable table, string destination, string error) => table.Routes.Find(route => route.Destination == destination)
        ?? throw new AwsError(error, $"no route with destination-cidr-block {destination} in route table {table.Id}");

    private static string Destination(AwsCall call)
    {
        var text = call.Required("DestinationCidrBlock");
        return IPNetwork.TryParse(text, out var network) && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? network.ToString()
            : throw new AwsError("InvalidParameterValue", $"Value ({text}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.");
    }
}
