using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class TargetGroups(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    public override async Task Tell()
    {
        await Creating();
        await Describing();
        await Modifying();
        await Attributes();
        await Deleting();
    }

    public override async Task Refuse()
    {
        var strict = await NewTargetGroup("strict");
        await Refuses<DuplicateTargetGroupNameException>(
            "CreateTargetGroup", "refuses a name that is taken for something else", "DuplicateTargetGroupName",
            () => Create("strict", request => request.Port = 81));
        await IsInvalid("CreateTargetGroup", "refuses to do without a port", () => Create("wrong", request => request.Port = null));
        await IsInvalid("CreateTargetGroup", "refuses a name that is too long", () => Create(new string('n', 33)));
        await IsInvalid("CreateTargetGroup", "refuses a network that does not exist", () => Create("wrong", request => request.VpcId = "vpc-00000000000000000"));
        await IsInvalid("CreateTargetGroup", "refuses an interval out of range", () => Create("wrong", request => request.HealthCheckIntervalSeconds = 301));
        await IsInvalid("DescribeTargetGroups", "refuses pages of none", () => Pages(0));
        await Refuses<TargetGroupNotFoundException>("DescribeTargetGroups", "refuses a name that does not exist", "TargetGroupNotFound", () => Find("nobody"));
        await Refuses<TargetGroupNotFoundException>("DescribeTargetGroups", "refuses an ARN that does not exist", "TargetGroupNotFound",
            () => Client.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { TargetGroupArns = [NoTargetGroup] }));
        await Refuses<LoadBalancerNotFoundException>(
            "DescribeTargetGroups", "refuses a load balancer that does not exist", "LoadBalancerNotFound",
            () => Client.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { LoadBalancerArn = NoLoadBalancer }));
        await Refuses<TargetGroupNotFoundException>("ModifyTargetGroup", "refuses an ARN that does not exist", "TargetGroupNotFound",
            () => Client.ModifyTargetGroupAsync(new ModifyTargetGroupRequest { TargetGroupArn = NoTargetGroup, HealthCheckPath = "/" }));
        await IsInvalid("ModifyTargetGroupAttributes", "refuses an attribute that does not exist",
            () => Set(strict, ("mood.enabled", "true")));
        await IsInvalid("ModifyTargetGroupAttributes", "refuses a delay of more than an hour",
            () => Set(strict, ("deregistration_delay.timeout_seconds", "3601")));
        await Refuses<TargetGroupNotFoundException>("ModifyTargetGroupAttributes", "refuses an ARN that does not exist", "TargetGroupNotFound",
            () => Set(NoTargetGroup, ("stickiness.enabled", "true")));
        await Refuses<TargetGroupNotFoundException>(
            "DescribeTargetGroupAttributes", "refuses an ARN that does not exist", "TargetGroupNotFound", () => Read(NoTargetGroup));
    }

    private async Task Creating()
    {
        await Shows("CreateTargetGroup", "makes what it is asked for", async () =>
        {
            var request = Targets("full");
            (request.TargetType, request.HealthCheckPath, request.HealthCheckPort) = (TargetTypeEnum.Instance, "/health?deep=1", "9090");
            (request.HealthCheckIntervalSeconds, request.HealthCheckTimeoutSeconds) = (10, 4);
            (request.HealthyThresholdCount, request.UnhealthyThresholdCount) = (3, 4);
            request.Matcher = new Matcher { HttpCode = "200-204" };
            var made = (await Client.CreateTargetGroupAsync(request)).TargetGroups.ShouldHaveSingleItem();

            made.TargetGroupArn.ShouldMatch("^arn:aws:elasticloadbalancing:eu-central-1:[0-9]{12}:targetgroup/full/");
            (made.TargetGroupName, made.Protocol, made.Port, made.VpcId, made.TargetType)
                .ShouldBe(("full", ProtocolEnum.HTTP, 8080, Ground.Vpc, TargetTypeEnum.Instance));
            (made.HealthCheckPath, made.HealthCheckPort, made.HealthCheckProtocol).ShouldBe(("/health?deep=1", "9090", ProtocolEnum.HTTP));
            (made.HealthCheckIntervalSeconds, made.HealthCheckTimeoutSeconds, made.HealthyThresholdCount, made.UnhealthyThresholdCount)
                .ShouldBe((10, 4, 3, 4));
            (made.HealthCheckEnabled, made.Matcher.HttpCode, made.ProtocolVersion).ShouldBe((true, "200-204", "HTTP1"));
            made.LoadBalancerArns.ShouldBeNull();
        });
        await Shows("CreateTargetGroup", "checks health as AWS does where it is not told how", async () =>
        {
            var made = (await Client.CreateTargetGroupAsync(Targets("bare"))).TargetGroups.ShouldHaveSingleItem();
            (made.HealthCheckPath, made.HealthCheckPort, made.Matcher.HttpCode).ShouldBe(("/", "traffic-port", "200"));
            (made.HealthCheckIntervalSeconds, made.HealthCheckTimeoutSeconds, made.HealthyThresholdCount, made.UnhealthyThresholdCount)
                .ShouldBe((30, 5, 5, 2));
        });
        await Shows("CreateTargetGroup", "makes nothing new of the same", async () => (await NewTargetGroup("bare"))
            .ShouldBe((await Find("bare")).TargetGroupArn));
    }

    private async Task Describing()
    {
        await Shows("DescribeTargetGroups", "pages", async () =>
        {
            foreach (var name in new[] { "page-1", "page-2", "page-3" })
                await NewTargetGroup(name);
            var pages = await Pages(2);
            pages.Select(page => page.Count).ShouldBe([2, 2, 1]);
            pages.SelectMany(page => page).Select(group => group.TargetGroupName)
                .ShouldBe(["full", "bare", "page-1", "page-2", "page-3"], ignoreOrder: true);
        });
    }

    private async Task Modifying()
    {
        await Shows("ModifyTargetGroup", "changes what it is given, and nothing else", async () =>
        {
            var changed = (await Client.ModifyTargetGroupAsync(new ModifyTargetGroupRequest
            {
                TargetGroupArn = (await Find("full")).TargetGroupArn,
                HealthCheckPath = "/ready",
                HealthCheckIntervalSeconds = 15,
                Matcher = new Matcher { HttpCode = "200,202" },
            })).TargetGroups.ShouldHaveSingleItem();
            (changed.HealthCheckPath, changed.HealthCheckIntervalSeconds, changed.Matcher.HttpCode).ShouldBe(("/ready", 15, "200,202"));
            (changed.HealthCheckPort, changed.HealthCheckTimeoutSeconds, changed.HealthyThresholdCount).ShouldBe(("9090", 4, 3));
            (await Find("full")).HealthCheckPath.ShouldBe("/ready");
        });
    }

    private async Task Attributes()
    {
        await Shows("DescribeTargetGroupAttributes", "shows what AWS sets at first", async () =>
        {
            var attributes = await Read((await Find("bare")).TargetGroupArn);
            attributes["deregistration_delay.timeout_seconds"].ShouldBe("300");
            attributes["stickiness.enabled"].ShouldBe("false");
            attributes["slow_start.duration_seconds"].ShouldBe("0");
            attributes["load_balancing.algorithm.type"].ShouldBe("round_robin");
        });
        await Shows("ModifyTargetGroupAttributes", "changes what it names, and shows all", async () =>
        {
            var arn = (await Find("bare")).TargetGroupArn;
            var changed = await Set(arn, ("deregistration_delay.timeout_seconds", "20"), ("stickiness.enabled", "true"), ("stickiness.type", "lb_cookie"));
            changed.Attributes.Single(attribute => attribute.Key == "deregistration_delay.timeout_seconds").Value.ShouldBe("20");
            var attributes = await Read(arn);
            attributes["deregistration_delay.timeout_seconds"].ShouldBe("20");
            attributes["stickiness.enabled"].ShouldBe("true");
            attributes["load_balancing.algorithm.type"].ShouldBe("round_robin");
        });
    }

    private async Task Deleting() => await Shows("DeleteTargetGroup", "deletes", async () =>
    {
        foreach (var name in new[] { "full", "bare", "page-1", "page-2", "page-3" })
            await RemoveTargetGroup((await Find(name)).TargetGroupArn);
        (await Client.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest())).TargetGroups.ShouldBeNull();
    });

    private async Task Create(string name, Action<CreateTargetGroupRequest>? with = null)
    {
        var request = Targets(name);
        with?.Invoke(request);
        await Client.CreateTargetGroupAsync(request);
    }

    private Task<List<List<TargetGroup>>> Pages(int size) => Walk.Pages<TargetGroup>(async next =>
    {
        var page = await Client.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { PageSize = size, Marker = next });
        return (page.TargetGroups, page.NextMarker);
    });

    private async Task<TargetGroup> Find(string name) =>
        (await Client.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = [name] })).TargetGroups.ShouldHaveSingleItem();

    private async Task<Dictionary<string, string>> Read(string arn) => (await Client.DescribeTargetGroupAttributesAsync(
        new DescribeTargetGroupAttributesRequest { TargetGroupArn = arn })).Attributes.ToDictionary(one => one.Key, one => one.Value);

    private Task<ModifyTargetGroupAttributesResponse> Set(string arn, params (string Key, string Value)[] attributes) =>
        Client.ModifyTargetGroupAttributesAsync(new ModifyTargetGroupAttributesRequest
        {
            TargetGroupArn = arn,
            Attributes = [.. attributes.Select(one => new TargetGroupAttribute { Key = one.Key, Value = one.Value })],
        });
}
