using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

/// <summary>Internet gateways, route tables and their routes.</summary>
public sealed class WaysOut(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Be_There_For_The_Default_Network()
    {
        var vpc = (await Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new("is-default", ["true"])] }, Cancellation)).Vpcs.ShouldHaveSingleItem();

        var gateway = (await Ec2.DescribeInternetGatewaysAsync(new() { Filters = [new("attachment.vpc-id", [vpc.VpcId])] }, Cancellation)).InternetGateways.ShouldHaveSingleItem();
        var main = (await Tables("vpc-id", vpc.VpcId)).ShouldHaveSingleItem();

        main.Associations.ShouldHaveSingleItem().Main.ShouldBe(true);
        main.Routes.Select(route => (route.DestinationCidrBlock, route.GatewayId)).ShouldBe([(vpc.CidrBlock, "local"), ("0.0.0.0/0", gateway.InternetGatewayId)]);
    }

    [Fact]
    public async Task Should_Lead_Where_A_Gateway_Is_Attached_And_Hold_What_They_Need()
    {
        var (vpc, subnet, table, gateway) = await Network("10.1.0.0/16");
        await Refused("InvalidParameterValue", () => Route(table, gateway));
        await Ec2.AttachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation);
        await Route(table, gateway);
        var association = (await Ec2.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, Cancellation)).AssociationId;
        (await Ec2.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, Cancellation)).AssociationId.ShouldBe(association);

        var made = (await Tables("association.route-table-association-id", association)).ShouldHaveSingleItem();
        (made.RouteTableId, made.Associations.ShouldHaveSingleItem().SubnetId).ShouldBe((table, subnet));
        made.Routes.ShouldAllBe(route => route.State == Amazon.EC2.RouteState.Active);
        var other = (await Ec2.CreateRouteTableAsync(new() { VpcId = vpc }, Cancellation)).RouteTable.RouteTableId;
        await Refused("Resource.AlreadyAssociated", () => Ec2.AssociateRouteTableAsync(new() { RouteTableId = other, SubnetId = subnet }, Cancellation));
        await Refused("DependencyViolation", () => Ec2.DeleteRouteTableAsync(new() { RouteTableId = table }, Cancellation));

        await Ec2.DetachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation);
        (await Tables("route-table-id", table)).Single().Routes.Single(route => route.GatewayId == gateway).State.ShouldBe(Amazon.EC2.RouteState.Blackhole);
        await Ec2.DeleteInternetGatewayAsync(new() { InternetGatewayId = gateway }, Cancellation);

        await Ec2.DeleteSubnetAsync(new(subnet), Cancellation);
        (await Tables("route-table-id", table)).Single().Associations.ShouldBeNull("they go with the subnet");
        await Refused("DependencyViolation", () => Ec2.DeleteVpcAsync(new(vpc), Cancellation));
        await Ec2.DeleteRouteTableAsync(new() { RouteTableId = table }, Cancellation);
        await Ec2.DeleteRouteTableAsync(new() { RouteTableId = other }, Cancellation);
        await Ec2.DeleteVpcAsync(new(vpc), Cancellation);
        await Refused("InvalidRouteTableID.NotFound", () => Tables("rtb" + vpc[3..]));
    }

    [Fact]
    public async Task Should_Stay_While_Something_Is_Reached_Through_Them()
    {
        var (vpc, subnet, _, gateway) = await Network("10.2.0.0/16");
        await Ec2.AttachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation);
        await Ec2.ModifySubnetAttributeAsync(new() { SubnetId = subnet, MapPublicIpOnLaunch = true }, Cancellation);
        var instance = await Launch(request => request.SubnetId = subnet);

        await Refused("DependencyViolation", () => Ec2.DetachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation));
        await Refused("DependencyViolation", () => Ec2.DeleteInternetGatewayAsync(new() { InternetGatewayId = gateway }, Cancellation));

        await Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([instance.InstanceId]), Cancellation);
        await Until(instance.InstanceId, "terminated");
        await Ec2.DetachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation);
        await Refused("Gateway.NotAttached", () => Ec2.DetachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation));
    }

    [Fact]
    public async Task Should_Keep_What_The_Main_Table_Of_A_Network_Is_Told()
    {
        var (vpc, _, _, gateway) = await Network("10.3.0.0/16");
        var main = "rtb" + vpc[3..];
        await Ec2.AttachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation);
        await Route(main, gateway);
        await Ec2.CreateTagsAsync(new() { Resources = [main, gateway], Tags = [new("Name", "main")] }, Cancellation);

        (await Tables("tag:Name", "main")).ShouldHaveSingleItem().Routes.Count.ShouldBe(2);
        await Refused("DependencyViolation", () => Ec2.DeleteRouteTableAsync(new() { RouteTableId = main }, Cancellation));
        await Refused("InvalidParameterValue", () => Ec2.DisassociateRouteTableAsync(new() { AssociationId = "rtbassoc" + vpc[3..] }, Cancellation));
        await Ec2.DeleteRouteAsync(new() { RouteTableId = main, DestinationCidrBlock = "0.0.0.0/0" }, Cancellation);
        await Refused("InvalidRoute.NotFound", () => Ec2.DeleteRouteAsync(new() { RouteTableId = main, DestinationCidrBlock = "0.0.0.0/0" }, Cancellation));
    }

    private async Task<(string Vpc, string Subnet, string Table, string Gateway)> Network(string cidr)
    {
        var vpc = (await Ec2.CreateVpcAsync(new CreateVpcRequest(cidr), Cancellation)).Vpc.VpcId;
        return (
            vpc,
            (await Ec2.CreateSubnetAsync(new(vpc, cidr.Replace("/16", "/24", StringComparison.Ordinal)), Cancellation)).Subnet.SubnetId,
            (await Ec2.CreateRouteTableAsync(new() { VpcId = vpc }, Cancellation)).RouteTable.RouteTableId,
            (await Ec2.CreateInternetGatewayAsync(new(), Cancellation)).InternetGateway.InternetGatewayId);
    }

    private Task Route(string table, string gateway) =>
        Ec2.CreateRouteAsync(new() { RouteTableId = table, GatewayId = gateway, DestinationCidrBlock = "0.0.0.0/0" }, Cancellation);

    private async Task<List<RouteTable>> Tables(string filter, string value) =>
        (await Ec2.DescribeRouteTablesAsync(new() { Filters = [new(filter, [value])] }, Cancellation)).RouteTables;

    private Task Tables(string id) => Ec2.DescribeRouteTablesAsync(new() { RouteTableIds = [id] }, Cancellation);
}
