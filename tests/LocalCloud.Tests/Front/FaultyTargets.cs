using Bundt.LocalCloud.Faults;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Applications that are made to fail, as their load balancer sees it.</summary>
public sealed class FaultyTargets(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public async Task Should_Take_A_Target_Out_That_Is_Made_Unhealthy()
    {
        var (group, uri) = await InUse("ill");
        var (ill, well) = (await world.Healthy("ill", group), await world.Healthy("well", group));

        var fault = world.Faults.Arm(new Fault { Kind = "applicationUnhealthy", Resource = ill.InstanceId });

        await world.Becomes(group, ill, "unhealthy");
        world.Target(group, ill)!.Description.ShouldBe("Health checks failed with these codes: [503]");
        await BalancedWorld.Until(
            async () => (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Http.GetStringAsync(uri)))).All(name => name == "well"),
            () => "the unhealthy target still gets requests");
        world.Target(group, well)!.State.ShouldBe("healthy");
        world.Faults.Disarm(fault.Id);
        await world.Becomes(group, ill, "healthy");
    }

    [Fact]
    public async Task Should_Answer_As_Many_Requests_Badly_As_Counted()
    {
        var (group, uri) = await InUse("errors");
        var server = await world.Healthy("errors", group);
        await world.Listens(uri);

        var fault = world.Faults.Arm(new Fault { Kind = "applicationErrors", Resource = server.InstanceId, Status = 502, Count = 3 });
        var answers = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await world.Http.GetAsync(uri, TestContext.Current.CancellationToken);
            answers.Add((int)answer.StatusCode);
        }

        answers.ShouldBe([502, 502, 502, 200, 200, 200]);
        world.Target(group, server)!.State.ShouldBe("healthy");
        world.Faults.Reports.Single(report => report.Id == fault.Id).State.ShouldBe("spent");
    }

    private async Task<(string Group, Uri Address)> InUse(string name)
    {
        var (balancer, group) = (world.LoadBalancer(name), world.TargetGroup(name));
        world.Listener(balancer, 80, (group, 1));
        await world.Listens(world.Address(balancer, 80));
        return (group, world.Address(balancer, 80));
    }
}
