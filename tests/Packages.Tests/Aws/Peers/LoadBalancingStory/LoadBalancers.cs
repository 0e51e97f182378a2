using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class LoadBalancers(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    public override async Task Tell()
    {
        await Creating();
        await Describing();
        await Attributes();
        await Deleting();
    }

    public override async Task Refuse()
    {
        await NewLoadBalancer("strict");
        await Refuses<DuplicateLoadBalancerNameException>(
            "CreateLoadBalancer", "refuses a name that is taken for another kind", "DuplicateLoadBalancerName",
            () => Client.CreateLoadBalancerAsync(
                new CreateLoadBalancerRequest { Name = "strict", Subnets = Balancer("strict").Subnets, Scheme = LoadBalancerSchemeEnum.Internal }));
        await Refuses<SubnetNotFoundException>("CreateLoadBalancer", "refuses a subnet that does not exist", "SubnetNotFound",
            () => Client.CreateLoadBalancerAsync(
                new CreateLoadBalancerRequest { Name = "wrong", Subnets = ["subnet-00000000000000000", Ground.Subnets[0].SubnetId] }));
        await IsInvalid("CreateLoadBalancer", "refuses a single zone", () => Client.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest { Name = "wrong", Subnets = [Ground.Subnets[0].SubnetId] }));
        await IsInvalid("CreateLoadBalancer", "refuses a name that begins with a hyphen", () => Client.CreateLoadBalancerAsync(Balancer("-wrong")));
        await IsInvalid("DescribeLoadBalancers", "refuses pages of none", () => Pages(0));
        await IsInvalid("DescribeLoadBalancers", "refuses pages of more than 400", () => Pages(401));
        await Refuses<LoadBalancerNotFoundException>("DescribeLoadBalancers", "refuses a name that does not exist", "LoadBalancerNotFound", () => Find("nobody"));
        await Refuses<LoadBalancerNotFoundException>("DescribeLoadBalancerAttributes", "refuses an ARN that does not exist", "LoadBalancerNotFound",
            () => Client.DescribeLoadBalancerAttributesAsync(new DescribeLoadBalancerAttributesRequest { LoadBalancerArn = NoLoadBalancer }));
    }

    private async Task Creating()
    {
        await Shows("CreateLoadBalancer", "makes what it is asked for", async () =>
        {
            var request = Balancer("front");
            (request.Scheme, request.SecurityGroups) = (LoadBalancerSchemeEnum.Internal, [Ground.SecurityGroup]);
            var made = (await Client.CreateLoadBalancerAsync(request)).LoadBalancers.ShouldHaveSingleItem();
            made.LoadBalancerArn.ShouldMatch("^arn:aws:elasticloadbalancing:eu-central-1:[0-9]{12}:loadbalancer/app/front/");
            (made.LoadBalancerName, made.Scheme, made.Type, made.VpcId)
                .ShouldBe(("front", LoadBalancerSchemeEnum.Internal, LoadBalancerTypeEnum.Application, Ground.Vpc));
            made.DNSName.ShouldNotBeNullOrEmpty();
            made.SecurityGroups.ShouldBe([Ground.SecurityGroup]);
            made.AvailabilityZones.Select(zone => (zone.ZoneName, zone.SubnetId))
                .ShouldBe(Ground.Subnets.Select(subnet => (subnet.AvailabilityZone, subnet.SubnetId)), ignoreOrder: true);
            made.AvailabilityZones[0].LoadBalancerAddresses.ShouldBeNull();
            made.CreatedTime!.Value.Kind.ShouldBe(DateTimeKind.Utc);
            made.CreatedTime.Value.ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(10));
        });
        await Shows("CreateLoadBalancer", "says that it is dual-stack only where it is",
            async () => (await Find("front")).IpAddressType.ShouldBe(IpAddressType.Ipv4));
    }

    private async Task Describing()
    {
        await Shows("DescribeLoadBalancers", "shows by name and by ARN, until it is active", async () =>
        {
            var named = await Walk.Until(() => Find("front"), found => found.State.Code == LoadBalancerStateEnum.Active, "front is active");
            var found = await Client.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { LoadBalancerArns = [named.LoadBalancerArn] });
            found.LoadBalancers.ShouldHaveSingleItem().LoadBalancerName.ShouldBe("front");
        });
        await Shows("DescribeLoadBalancers", "pages", async () =>
        {
            foreach (var name in new[] { "page-1", "page-2", "page-3" })
                await NewLoadBalancer(name);
            var pages = await Pages(2);
            pages.Select(page => page.Count).ShouldBe([2, 2]);
            pages.SelectMany(page => page).Select(balancer => balancer.LoadBalancerName)
                .ShouldBe(["front", "page-1", "page-2", "page-3"], ignoreOrder: true);
        });
    }

    private async Task Attributes()
    {
        Dictionary<string, string> attributes = [];
        await Shows("DescribeLoadBalancerAttributes", "shows what is off at first", async () =>
        {
            var found = await Client.DescribeLoadBalancerAttributesAsync(
                new DescribeLoadBalancerAttributesRequest { LoadBalancerArn = (await Find("front")).LoadBalancerArn });
            attributes = found.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
            attributes["deletion_protection.enabled"].ShouldBe("false");
            attributes["access_logs.s3.bucket"].ShouldBeEmpty();
        });
        await Shows("DescribeLoadBalancerAttributes", "shows every attribute", () =>
        {
            attributes.ShouldContainKeyAndValue("idle_timeout.timeout_seconds", "60");
            attributes.ShouldContainKeyAndValue("access_logs.s3.enabled", "false");
            attributes.ShouldContainKeyAndValue("routing.http2.enabled", "true");
            return Task.CompletedTask;
        });
    }

    private async Task Deleting() => await Shows("DeleteLoadBalancer", "deletes, and once more is fine", async () =>
    {
        var arn = (await Find("front")).LoadBalancerArn;
        await RemoveLoadBalancer(arn);
        await RemoveLoadBalancer(arn);
        foreach (var name in new[] { "page-1", "page-2", "page-3" })
            await RemoveLoadBalancer((await Find(name)).LoadBalancerArn);
        (await Client.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest())).LoadBalancers.ShouldBeNull();
    });

    private Task<List<List<LoadBalancer>>> Pages(int size) => Walk.Pages<LoadBalancer>(async next =>
    {
        var page = await Client.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { PageSize = size, Marker = next });
        return (page.LoadBalancers, page.NextMarker);
    });

    private async Task<LoadBalancer> Find(string name) =>
        (await Client.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = [name] })).LoadBalancers.ShouldHaveSingleItem();
}
