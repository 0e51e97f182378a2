using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Requests on their way to targets and back.</summary>
public sealed class CarryingTraffic(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public async Task Should_Share_Requests_Among_Healthy_Targets_And_Skip_The_Others()
    {
        var (balancer, group) = Setup("share");
        await world.Healthy("one", group);
        await world.Healthy("two", group);
        var sick = await world.Healthy("sick", group);
        sick.HealthStatus = 500;
        await world.Becomes(group, sick, "unhealthy");
        await world.Listens(world.Address(balancer, 80));

        var answers = await Get(world.Address(balancer, 80), 40);
        answers.Keys.Order().ShouldBe(["one", "two"]);
        answers["one"].ShouldBeInRange(18, 22);
    }

    [Fact]
    public async Task Should_Tell_The_Target_Who_Asked_And_Leave_The_Request_As_It_Is()
    {
        var (balancer, group) = Setup("who");
        await world.Healthy("one", group);
        await world.Listens(world.Address(balancer, 80));

        using var request = new HttpRequestMessage(HttpMethod.Post, world.Address(balancer, 80, "/echo?a=%2F&b=c%20d")) { Content = new StringContent("the body") };
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        request.Headers.Host = "shop.example.com";
        var echo = await (await world.Http.SendAsync(request, Cancellation)).Content.ReadAsStringAsync(Cancellation);
        echo.ShouldStartWith("POST /echo?a=%2F&b=c%20d\n");
        echo.ShouldContain("Host: shop.example.com\n");
        echo.ShouldContain("X-Forwarded-For: 192.0.2.7, 127.0.0.1\n");
        echo.ShouldContain("X-Forwarded-Proto: http\n");
        echo.ShouldContain("X-Forwarded-Port: 80\n");
        echo.ShouldContain("X-Amzn-Trace-Id: Root=1-");
        echo.ShouldEndWith("the body");
    }

    [Fact]
    public async Task Should_Stream_An_Answer_While_It_Is_Made()
    {
        var (balancer, group) = Setup("stream");
        var server = await world.Healthy("one", group);
        await world.Listens(world.Address(balancer, 80));

        using var answer = await world.Http.GetAsync(world.Address(balancer, 80, "/hold"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var body = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        var begun = new char[6];
        await body.ReadBlockAsync(begun, Cancellation);
        new string(begun).ShouldBe("begun ");
        server.Release();
        (await body.ReadToEndAsync(Cancellation)).ShouldBe("done");
    }

    [Fact]
    public async Task Should_Carry_Web_Sockets()
    {
        var (balancer, group) = Setup("sockets");
        await world.Healthy("one", group);
        await world.Listens(world.Address(balancer, 80));

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(world.Address(balancer, 80, "/socket")) { Scheme = "ws" }.Uri, Cancellation);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Cancellation);
        Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe("hello");
    }

    [Fact]
    public async Task Should_Send_Requests_To_All_When_None_Is_Healthy()
    {
        var (balancer, group) = Setup("open");
        var server = await world.Server("sick");
        server.HealthStatus = 500;
        world.Targets.Register(BalancedWorld.RegionName, group, server.InstanceId);
        await world.Becomes(group, server, "unhealthy");
        await world.Listens(world.Address(balancer, 80));

        (await world.Http.GetStringAsync(world.Address(balancer, 80), Cancellation)).ShouldBe("sick");
    }

    [Fact]
    public async Task Should_Answer_503_Without_A_Target_And_502_When_The_Target_Is_Lost()
    {
        var (balancer, group) = Setup("none");
        await world.Listens(world.Address(balancer, 80));
        (await Status(world.Address(balancer, 80))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        var server = await world.Healthy("one", group);
        await BalancedWorld.Until(async () => await Status(world.Address(balancer, 80)) == HttpStatusCode.OK, () => "no answer of the target");
        await server.Die();
        (await Status(world.Address(balancer, 80))).ShouldBe(HttpStatusCode.BadGateway);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private (string Balancer, string Group) Setup(string name)
    {
        var (balancer, group) = (world.LoadBalancer(name), world.TargetGroup(name));
        world.Listener(balancer, 80, (group, 1));
        return (balancer, group);
    }

    private async Task<HttpStatusCode> Status(Uri address)
    {
        using var answer = await world.Http.GetAsync(address, Cancellation);
        return answer.StatusCode;
    }

    private async Task<Dictionary<string, int>> Get(Uri address, int times)
    {
        var answers = new Dictionary<string, int>();
        for (var i = 0; i < times; i++)
        {
            var body = await world.Http.GetStringAsync(address, Cancellation);
            answers[body] = answers.GetValueOrDefault(body) + 1;
        }

        return answers;
    }
}
