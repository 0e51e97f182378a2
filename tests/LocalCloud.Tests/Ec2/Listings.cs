using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class Listings(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Give_Every_Resource_Once_Page_By_Page()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Vpc($"paged-{number}")));
        var seen = new List<string>();

        string? token = null;
        do
        {
            var page = await Ec2.DescribeVpcsAsync(
                new DescribeVpcsRequest { MaxResults = 5, NextToken = token, Filters = [new Filter("tag:Name", ["paged-*"])] }, Cancellation);
            page.Vpcs.Count.ShouldBeLessThanOrEqualTo(5);
            seen.AddRange(page.Vpcs.Select(vpc => vpc.VpcId));
            token = page.NextToken;
        }
        while (token is not null);

        seen.ShouldBe(made, ignoreOrder: true);
    }

    [Theory]
    [InlineData("find-*", "find-me,find-mo,find-*")]
    [InlineData("find-m?", "find-me,find-mo")]
    [InlineData("find-\\*", "find-*")]
    [InlineData("find-me,find-mo", "find-me,find-mo")]
    [InlineData("Find-me", "")]
    public async Task Should_Match_Tags_By_Any_Of_Several_Patterns(string patterns, string expected)
    {
        await Found("tag:Name", "find-*", async () => await Task.WhenAll(Vpc("find-me"), Vpc("find-mo"), Vpc("find-*")));

        var found = await Found("tag:Name", patterns);

        string.Join(',', found).ShouldBe(expected);
    }

    [Fact]
    public async Task Should_Match_All_Of_Several_Filters()
    {
        await Vpc("both");

        (await Vpcs(new Filter("tag:Name", ["both"]), new Filter("is-default", ["false"]))).Count.ShouldBe(1);
        (await Vpcs(new Filter("tag:Name", ["both"]), new Filter("is-default", ["true"]))).ShouldBeEmpty();
        (await Vpcs(new Filter("tag-key", ["Nam?"]), new Filter("tag:Name", ["both"]))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_Find_A_Network_With_All_That_Comes_With_It()
    {
        var vpc = (await Vpcs(new Filter("is-default", ["true"]))).Single();
        List<Filter> ofIt = [new("vpc-id", [vpc.VpcId])];

        var subnets = (await Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = ofIt }, Cancellation)).Subnets;
        var routes = (await Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest { Filters = [.. ofIt, new Filter("association.main", ["true"])] }, Cancellation)).RouteTables.Single();
        var gateway = (await Ec2.DescribeInternetGatewaysAsync(
            new DescribeInternetGatewaysRequest { Filters = [new Filter("attachment.vpc-id", [vpc.VpcId])] }, Cancellation)).InternetGateways.Single();
        var list = (await Ec2.DescribeNetworkAclsAsync(new DescribeNetworkAclsRequest { Filters = ofIt }, Cancellation)).NetworkAcls.Single();

        subnets.Select(subnet => subnet.AvailabilityZone).ShouldBe(["eu-west-1a", "eu-west-1b", "eu-west-1c"], ignoreOrder: true);
        routes.Routes.Select(route => route.GatewayId).ShouldBe(["local", gateway.InternetGatewayId]);
        list.Associations.Select(association => association.SubnetId).ShouldBe(subnets.Select(subnet => subnet.SubnetId), ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Find_The_Interface_Of_An_Instance()
    {
        var instance = await Launch();

        var found = (await Ec2.DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest { Filters = [new Filter("attachment.instance-id", [instance.InstanceId])] }, Cancellation)).NetworkInterfaces.Single();

        found.NetworkInterfaceId.ShouldBe(instance.NetworkInterfaces.Single().NetworkInterfaceId);
        (found.PrivateIpAddress, found.SubnetId).ShouldBe((instance.PrivateIpAddress, instance.SubnetId));
    }

    [Fact]
    public async Task Should_Remember_How_A_Network_Resolves_Names()
    {
        var vpc = await Vpc("names");

        await Ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = vpc, EnableDnsHostnames = true }, Cancellation);

        (await Ec2.DescribeVpcAttributeAsync(
            new DescribeVpcAttributeRequest { VpcId = vpc, Attribute = VpcAttributeName.EnableDnsHostnames }, Cancellation)).EnableDnsHostnames.ShouldBe(true);
    }

    private async Task<string> Vpc(string name) => (await Ec2.CreateVpcAsync(
        new CreateVpcRequest("10.0.0.0/16") { TagSpecifications = [new TagSpecification { ResourceType = "vpc", Tags = [new Tag("Name", name)] }] }, Cancellation)).Vpc.VpcId;

    private async Task<List<Vpc>> Vpcs(params List<Filter> filters) =>
        (await Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = filters }, Cancellation)).Vpcs ?? [];

    private async Task<IEnumerable<string>> Found(string filter, string patterns, Func<Task>? make = null)
    {
        var names = (await Vpcs(new Filter(filter, [.. patterns.Split(',')]))).Select(vpc => vpc.Tags.Single().Value).OrderByDescending(name => name, StringComparer.Ordinal).ToList();
        if (names.Count > 0 || make is null)
            return names.OrderBy(name => name.EndsWith('*')).ThenBy(name => name, StringComparer.Ordinal);
        await make();
        return await Found(filter, patterns);
    }
}
