using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Targets on their way out.</summary>
public sealed class Leaving(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public async Task Should_Be_Drained_At_Once_When_Nothing_Is_In_Flight_And_Shown_Until_The_Delay_Has_Passed()
    {
        var (_, group, server) = await Setup("idle");
        world.Targets.Deregister(BalancedWorld.RegionName, group, server.InstanceId);
        await world.Drains(group, server);
        world.Target(group, server)!.ShouldSatisfyAllConditions(
            target => target.State.ShouldBe("draining"),
            target => target.Reason.ShouldBe("Target.DeregistrationInProgress"),
            target => target.Description.ShouldBe("Target deregistration is in progress"));
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
        world.Target(group, server)!.ShouldSatisfyAllConditions(
            target => target.State.ShouldBe("draining"), target => target.Drained.ShouldBeFalse());
        server.Release();
        (await held.Content.ReadAsStringAsync(Cancellation)).ShouldBe("begun done");
        await world.Drains(group, server);
    }

    [Theory]
    [InlineData(3000, false)]
    [InlineData(5, true)]
    public async Task Should_Let_A_Web_Socket_Talk_On_Until_The_Delay_Has_Passed(int delay, bool cut)
    {
        var (address, group, server) = await Setup($"socket-{delay}");
        Delay(group, delay);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(address, "/socket")) { Scheme = "ws" }.Uri, Cancellation);
        world.Targets.Deregister(BalancedWorld.RegionName, group, server.InstanceId);
        if (cut)
            await world.Becomes(group, server, null);
        else
            world.Target(group, server)!.Drained.ShouldBeFalse();

        async Task<string> Talk()
        {
            await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
            var buffer = new byte[100];
            return Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, Cancellation)).Count);
        }

        if (cut)
            await Should.ThrowAsync<WebSocketException>(Talk);
        else
            (await Talk()).ShouldBe("hello");
    }

    [Fact]
    public async Task Should_Cut_What_Is_Still_In_Flight_At_The_End_Of_The_Delay()
    {
        var (address, group, server) = await Setup("cut");
        Delay(group, 5);
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
    public async Task Should_Lose_No_Request_When_The_Server_Ends_As_Soon_As_Its_Target_Is_Drained()
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
            await world.Drains(group, first);
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
        Delay(group, 30);
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

    private void Delay(string group, int seconds) => world.Set(group, "deregistration_delay.timeout_seconds", $"{seconds}");

    private async Task<HttpResponseMessage> Hold(Uri address, TestServer server)
    {
        var held = await world.Http.GetAsync(new Uri(address, "/hold"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        held.StatusCode.ShouldBe(HttpStatusCode.OK);
        await BalancedWorld.Until(() => server.Held > 0, () => "the server holds no request");
        return held;
    }
}
