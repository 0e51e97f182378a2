namespace Bundt.LocalCloud.Tests.Front;

/// <summary>The states of a target. Checks are half a second apart.</summary>
public sealed class CheckingHealth(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public async Task Should_Leave_Targets_Alone_While_Nothing_Refers_To_Their_Group()
    {
        var (balancer, group) = (world.LoadBalancer("unused"), world.TargetGroup("unused"));
        var server = await world.Server("unused");
        world.Targets.Register(BalancedWorld.RegionName, group, server.InstanceId);
        world.Target(group, server)!.ShouldSatisfyAllConditions(
            target => target.State.ShouldBe("unused"),
            target => target.Reason.ShouldBe("Target.NotInUse"),
            target => target.Description.ShouldBe("Target group is not configured to receive traffic from the load balancer"));

        var listener = world.Listener(balancer, 80, (group, 1));
        world.Target(group, server)!.State.ShouldNotBe("unused");
        await world.Becomes(group, server, "healthy");
        world.Call("DeleteListener", "ListenerArn=" + listener);
        world.Target(group, server)!.Reason.ShouldBe("Target.NotInUse");
        var checks = server.HealthChecks;
        await Task.Delay(700, TestContext.Current.CancellationToken);
        server.HealthChecks.ShouldBe(checks);
    }

    [Fact]
    public async Task Should_Begin_Anew_When_A_Group_Comes_Back_Into_Use()
    {
        var (group, server) = await InUse("again", server => server.HealthStatus = 200);
        await world.Becomes(group, server, "healthy");
        var listener = world.Region.Listeners.Values.Single(known => known.Actions[0].Groups[0].Arn == group);
        world.Call("DeleteListener", "ListenerArn=" + listener.Arn);
        server.HealthStatus = 500;
        world.Listener(listener.LoadBalancerArn, 80, (group, 1));
        world.Target(group, server)!.State.ShouldBe("initial");
        await world.Becomes(group, server, "unhealthy");
    }

    [Fact]
    public async Task Should_Be_Healthy_After_One_Passed_Check()
    {
        var (group, server) = await InUse("first", _ => { });
        await world.Becomes(group, server, "healthy");
        server.HealthChecks.ShouldBe(1);
        world.Target(group, server)!.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Should_Stay_Initial_Until_The_Threshold_Then_Tell_The_Code()
    {
        var (group, server) = await InUse("codes", server => server.HealthStatus = 500);
        await BalancedWorld.Until(() => server.HealthChecks == 1, () => "no check");
        await BalancedWorld.Until(() => world.Target(group, server)!.Reason == "Elb.InitialHealthChecking", () => $"{world.Target(group, server)}");
        await world.Becomes(group, server, "unhealthy");
        server.HealthChecks.ShouldBe(2);
        world.Target(group, server)!.Reason.ShouldBe("Target.ResponseCodeMismatch");
        world.Target(group, server)!.Description.ShouldBe("Health checks failed with these codes: [500]");

        var before = server.HealthChecks;
        server.HealthStatus = 200;
        await world.Becomes(group, server, "healthy");
        server.HealthChecks.ShouldBe(before + 2);
    }

    [Fact]
    public async Task Should_Tell_A_Dead_Server_From_A_Slow_One()
    {
        var (group, server) = await InUse("slow", server => server.HealthHangs = true);
        await world.Becomes(group, server, "unhealthy");
        world.Target(group, server)!.Reason.ShouldBe("Target.Timeout");
        server.HealthHangs = false;
        await world.Becomes(group, server, "healthy");
        await server.Die();
        await world.Becomes(group, server, "unhealthy");
        world.Target(group, server)!.Reason.ShouldBe("Target.FailedHealthChecks");
    }

    [Fact]
    public async Task Should_Follow_The_Matcher_And_The_Path_As_They_Change()
    {
        var (group, server) = await InUse("matcher", server => server.HealthStatus = 204);
        await world.Becomes(group, server, "unhealthy");
        world.Call("ModifyTargetGroup", "TargetGroupArn=" + group, "Matcher.HttpCode=200-299");
        await world.Becomes(group, server, "healthy");
    }

    [Fact]
    public async Task Should_Follow_The_Instance_To_Its_End()
    {
        var (group, server) = await InUse("instance", _ => { });
        await world.Becomes(group, server, "healthy");
        world.Set(server, "stopped");
        await world.Becomes(group, server, "unused");
        world.Target(group, server)!.Reason.ShouldBe("Target.InvalidState");
        world.Set(server, "running");
        await world.Becomes(group, server, "healthy");
        world.Set(server, "terminated");
        await world.Becomes(group, server, "draining");
        await world.Drains(group, server);
    }

    [Fact]
    public async Task Should_Leave_Targets_Alone_In_A_Zone_Where_The_Load_Balancer_Is_Not()
    {
        var (group, server) = await InUse("zones", _ => { });
        await world.Becomes(group, server, "healthy");
        var balancer = world.Region.LoadBalancers.Values.Single(known => known.Name == "zones").Arn;
        var zones = world.Region.Subnets.Values.OrderBy(subnet => subnet.Zone == world.Region.Instances[server.InstanceId].Zone).ToList();
        SetSubnets(zones[0], zones[1]);
        world.Target(group, server)!.ShouldSatisfyAllConditions(
            target => target.State.ShouldBe("unused"),
            target => target.Reason.ShouldBe("Target.NotInUse"),
            target => target.Description.ShouldBe("Target is in an Availability Zone that is not enabled for the load balancer"));

        SetSubnets(zones[0], zones[^1]);
        await world.Becomes(group, server, "healthy");

        void SetSubnets(params Bundt.LocalCloud.Ec2.Subnet[] subnets) => world.Call(
            "SetSubnets", ["LoadBalancerArn=" + balancer, .. subnets.Select((subnet, index) => $"Subnets.member.{index + 1}={subnet.Id}")])
            .All("SubnetId").ShouldBe(subnets.Select(subnet => subnet.Id));
    }

    [Fact]
    public async Task Should_Check_Each_Target_On_Its_Own_When_One_Port_Is_Named()
    {
        var (group, server) = await InUse("ports", _ => { });
        world.Call("RegisterTargets", "TargetGroupArn=" + group, "Targets.member.1.Id=" + server.InstanceId, "Targets.member.1.Port=9999");
        await BalancedWorld.Until(
            () => world.Targets.Health(BalancedWorld.RegionName, group).Any(target => target is { Port: 9999, State: "unhealthy" }),
            () => "the closed port is not unhealthy");
        world.Targets.Health(BalancedWorld.RegionName, group).Single(target => target.Port == 8080).State.ShouldBe("healthy");
    }

    private async Task<(string Group, TestServer Server)> InUse(string name, Action<TestServer> prepare)
    {
        var (balancer, group) = (world.LoadBalancer(name), world.TargetGroup(name));
        world.Listener(balancer, 80, (group, 1));
        var server = await world.Server(name);
        prepare(server);
        world.Targets.Register(BalancedWorld.RegionName, group, server.InstanceId);
        return (group, server);
    }
}
