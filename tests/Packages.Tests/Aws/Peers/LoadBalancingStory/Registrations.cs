using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class Registrations(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    private string _balancer = "", _group = "", _one = "", _two = "";

    public override async Task Tell()
    {
        (_balancer, _group) = (await NewLoadBalancer("balanced"), await NewTargetGroup("servers"));
        (_one, _two) = (await Ground.Instance(), await Ground.Instance());
        await NewListener(_balancer, 8080, Forward((_group, 1)));
        await Registering();
        await Describing();
        await Deregistering();
        await RemoveLoadBalancer(_balancer);
        await RemoveTargetGroup(_group);
    }

    public override async Task Refuse()
    {
        _group = await NewTargetGroup("strict-servers");
        await Refuses<InvalidTargetException>("RegisterTargets", "refuses an instance that does not exist", "InvalidTarget",
            () => Register(_group, new TargetDescription { Id = "i-00000000000000000" }));
        await Refuses<TargetGroupNotFoundException>("RegisterTargets", "refuses a target group that does not exist", "TargetGroupNotFound",
            () => Register(NoTargetGroup, new TargetDescription { Id = _one }));
        await Refuses<TargetGroupNotFoundException>("DescribeTargetHealth", "refuses a target group that does not exist", "TargetGroupNotFound",
            () => Client.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = NoTargetGroup }));
        await Refuses<TargetGroupNotFoundException>("DeregisterTargets", "refuses a target group that does not exist", "TargetGroupNotFound",
            () => Deregister(NoTargetGroup, _one));
    }

    private async Task Registering()
    {
        await Shows("RegisterTargets", "takes instances, on the group's port or another", async () =>
        {
            await Register(_group, new TargetDescription { Id = _one }, new TargetDescription { Id = _two, Port = 9000 });
            (await Health()).Select(target => (target.Target.Id, target.Target.Port)).ShouldBe([(_one, 8080), (_two, 9000)], ignoreOrder: true);
        });
    }

    private async Task Describing()
    {
        await Shows("DescribeTargetHealth", "shows what is healthy", async () =>
        {
            var seen = await Walk.Until(
                () => Health(new TargetDescription { Id = _one, Port = 8080 }),
                found => found is [{ TargetHealth.State.Value: "healthy" }], $"{_one} is healthy");
            (seen[0].TargetHealth.Reason, seen[0].TargetHealth.Description).ShouldBe((null, null));
        });
        await Shows("DescribeTargetHealth", "says on which port health is checked", async () =>
            (await Health(new TargetDescription { Id = _one, Port = 8080 })).ShouldHaveSingleItem().HealthCheckPort.ShouldBe("8080"));
        await Shows("DescribeTargetHealth", "says that a stranger is not registered", async () =>
        {
            var seen = (await Health(new TargetDescription { Id = "i-00000000000000001", Port = 8080 })).ShouldHaveSingleItem().TargetHealth;
            (seen.State, seen.Reason).ShouldBe((TargetHealthStateEnum.Unused, TargetHealthReasonEnum.TargetNotRegistered));
            seen.Description.ShouldNotBeNullOrEmpty();
        });
    }

    private async Task Deregistering()
    {
        await Shows("DeregisterTargets", "gives a target no more traffic", async () =>
        {
            await Deregister(_group, _one);
            var seen = (await Health(new TargetDescription { Id = _one, Port = 8080 })).ShouldHaveSingleItem().TargetHealth;
            (seen.State, seen.Reason).ShouldBeOneOf(
                (TargetHealthStateEnum.Draining, TargetHealthReasonEnum.TargetDeregistrationInProgress),
                (TargetHealthStateEnum.Unused, TargetHealthReasonEnum.TargetNotRegistered));
        });
        await Shows("DeregisterTargets", "takes out", async () =>
        {
            await Client.ModifyTargetGroupAttributesAsync(new ModifyTargetGroupAttributesRequest
            {
                TargetGroupArn = _group,
                Attributes = [new TargetGroupAttribute { Key = "deregistration_delay.timeout_seconds", Value = "0" }],
            });
            await Deregister(_group, _two);
            await Walk.Until(() => Health(), found => found.TrueForAll(target => target.Target.Id != _two), $"{_two} is out");
        });
    }

    private async Task Register(string group, params TargetDescription[] targets) =>
        await Client.RegisterTargetsAsync(new RegisterTargetsRequest { TargetGroupArn = group, Targets = [.. targets] });

    private async Task Deregister(string group, string id) => await Client.DeregisterTargetsAsync(
        new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = id }] });

    private async Task<List<TargetHealthDescription>> Health(params TargetDescription[] targets) => (await Client.DescribeTargetHealthAsync(
        new DescribeTargetHealthRequest { TargetGroupArn = _group, Targets = targets is [] ? null : [.. targets] })).TargetHealthDescriptions ?? [];
}
