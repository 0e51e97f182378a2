using System.Net;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Targets on their way out.</summary>
public sealed class Leaving(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public async Task Should_Go_At_Once_When_Nothing_Is_In_Flight()
    {
        var (_, group, server) = await Setup("idle");
        world.Targets.Deregister(BalancedWorld.RegionName, group, server.InstanceId);
        world.Target(group, server)!.Reason.ShouldBe("Target.DeregistrationInProgress");
        await world.Becomes(group, server, null);
    }

    [Fact]
    public async Task Should_Stay_Until_Its_Last_Request_Is_Answered_And_Get_No_New_One()
    {
        var (address, group, server) = await Setup("busy");
        using var held = await Hold(address, server);
        await world.Healthy("other", group);
        world.Targets.Deregister(BalancedWorld.RegionName, group, server.InstanceId);

        await BalancedWorld.Until(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                using var fresh = new HttpClient(new SocketsHttpHandler { UseProxy = false });
                if (await fresh.GetStringAsync(address, Cancellation) != "other")
                    return false;
            }

            return true;
        }, () => "it still gets new requests");
        world.Target(group, server)!.State.ShouldBe("draining");
        server.Release();
        (await held.Content.ReadAsStringAsync(Cancellation)).ShouldBe("begun done");
        await world.Becomes(group, server, null);
    }

    [Fact]
    public async Task Should_Cut_What_Is_Still_In_Flight_At_The_End_Of_The_Delay()
    {
        var (address, group, server) = await Setup("cut");
        world.Call("ModifyTargetGroupAttributes", "TargetGroupArn=" + group,
            "Attributes.member.1.Key=deregistration_delay.timeout_seconds", "Attributes.member.1.Value=5");
        using var held = await Hold(address, server);
        world.Targets.Deregister(BalancedWorld.RegionName, group, server.InstanceId);

        await world.Becomes(group, server, null);
        server.Held.ShouldBeGreaterThan(0);
        await Should.ThrowAsync<Exception>(() => held.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Should_Come_Back_As_A_New_Target_While_It_Drains()
    {
        var (address, group, server) = await Setup("back");
        using var held = await Hold(address, server);
        world.Targets.Deregister(BalancedWorld.RegionName, group, server.InstanceId);
        world.Targets.Register(BalancedWorld.RegionName, group, server.InstanceId);

        world.Target(group, server)!.State.ShouldBe("initial");
        await world.Becomes(group, server, "healthy");
        server.Release();
        (await held.Content.ReadAsStringAsync(Cancellation)).ShouldBe("begun done");
        (await world.Http.GetAsync(address, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_Lose_No_Request_When_The_Server_Ends_As_Soon_As_Its_Target_Is_Gone()
    {
        var (address, group, first) = await Setup("rolling");
        await world.Healthy("second", group);
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            var failures = new List<string>();
            while (!stop.IsCancellationRequested)
            {
                using var answer = await world.Http.GetAsync(address, CancellationToken.None);
                if (!answer.IsSuccessStatusCode)
                    failures.Add(answer.StatusCode.ToString());
            }

            return failures;
        });

        for (var round = 0; round < 5; round++)
        {
            world.Targets.Deregister(BalancedWorld.RegionName, group, first.InstanceId);
            await world.Becomes(group, first, null);
            await first.Die();
            first = await world.Healthy($"round {round}", group);
        }

        await stop.CancelAsync();
        (await load).ShouldBeEmpty();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(Uri Address, string Group, TestServer Server)> Setup(string name)
    {
        var (balancer, group) = (world.LoadBalancer(name), world.TargetGroup(name));
        world.Listener(balancer, 80, (group, 1));
        var server = await world.Healthy(name, group);
        await world.Listens(world.Address(balancer, 80));
        await BalancedWorld.Until(async () =>
        {
            using var fresh = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            return (await fresh.GetAsync(world.Address(balancer, 80), Cancellation)).IsSuccessStatusCode
                && (await world.Http.GetAsync(world.Address(balancer, 80), Cancellation)).IsSuccessStatusCode;
        }, () => "no answer");
        return (world.Address(balancer, 80), group, server);
    }

    private async Task<HttpResponseMessage> Hold(Uri address, TestServer server)
    {
        var held = await world.Http.GetAsync(new Uri(address, "/hold"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        held.StatusCode.ShouldBe(HttpStatusCode.OK);
        await BalancedWorld.Until(() => server.Held > 0, () => "the server holds no request");
        return held;
    }
}
