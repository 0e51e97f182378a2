using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>What the attributes of load balancers and listeners make of requests and answers, and what is refused on the way.</summary>
public sealed class TouchingRequests(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_Tell_Of_The_Client_As_The_Load_Balancer_Is_Told_To()
    {
        var (balancer, listener, _) = await Setup("headers", 8000);
        await Echoes(
            balancer,
            ["X-Forwarded-For: 192.0.2.7, 127.0.0.1\n", "Host: shop.example.com:8000\n", "X_Odd: 1\n", "X-Amzn-Trace-Id: Self=1-", ";Root=1-5;Own=2\n"],
            without: ["Self=1-9"]);

        world.Set(balancer, "routing.http.xff_header_processing.mode", "preserve");
        world.Set(balancer, "routing.http.preserve_host_header.enabled", "true");
        await Echoes(balancer, ["X-Forwarded-For: 192.0.2.7\n", "Host: shop.example.com\n"], []);

        world.Set(balancer, "routing.http.xff_header_processing.mode", "remove");
        world.Set(balancer, "routing.http.drop_invalid_header_fields.enabled", "true");
        await Echoes(balancer, ["X-Forwarded-Proto: http\n", "X-Forwarded-Port: 8000\n"], without: ["X_Odd", "X-Forwarded-For"]);

        world.Set(listener, "routing.http.response.x_frame_options.header_value", "DENY");
        await BalancedWorld.Until(async () =>
        {
            using var answer = await world.Http.GetAsync(world.Address(balancer, 8000), Cancellation);
            return answer.Headers.TryGetValues("X-Frame-Options", out var value) && value.Single() == "DENY";
        }, () => "no header was added");
    }

    [Fact]
    public async Task Should_Refuse_What_A_Load_Balancer_Refuses()
    {
        var (balancer, _, _) = await Setup("refusing", 80);
        (await Status(balancer, HttpMethod.Trace, "/")).ShouldBe(405);
        (await Status(balancer, HttpMethod.Get, "/", ("X-Forwarded-For", string.Join(", ", Enumerable.Repeat("192.0.2.1", 31))))).ShouldBe(463);
        (await Status(balancer, HttpMethod.Get, "/", ("X-Forwarded-For", string.Join(", ", Enumerable.Repeat("192.0.2.1", 30))))).ShouldBe(200);
        (await Status(balancer, HttpMethod.Get, "/break")).ShouldBe(502);
    }

    [Fact]
    public async Task Should_Answer_504_When_The_Target_Is_Silent_For_Longer_Than_The_Idle_Timeout()
    {
        var (balancer, _, _) = await Setup("idle", 80);
        world.Set(balancer, "idle_timeout.timeout_seconds", "1");
        world.Set(balancer, "routing.http.xff_client_port.enabled", "true");
        await BalancedWorld.Until(
            async () => Regex.IsMatch(await world.Http.GetStringAsync(world.Address(balancer, 80, "/echo"), Cancellation), @"X-Forwarded-For: 127\.0\.0\.1:\d+\n"),
            () => "the attributes did not reach the node");
        (await Status(balancer, HttpMethod.Get, "/never")).ShouldBe(504);
    }

    [Fact]
    public async Task Should_Send_Requests_To_All_When_Fewer_Are_Healthy_Than_There_Must_Be()
    {
        var (balancer, _, group) = await Setup("fewer", 80);
        var sick = await world.Healthy("sick", group);
        sick.HealthStatus = 500;
        await world.Becomes(group, sick, "unhealthy");
        world.Set(group, "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "60");

        var seen = new HashSet<string>();
        await BalancedWorld.Until(
            async () => seen.Add(await world.Http.GetStringAsync(world.Address(balancer, 80), Cancellation)) && seen.Count == 2,
            () => $"only {string.Join(", ", seen)} answers");
    }

    private async Task<(string Balancer, string Listener, string Group)> Setup(string name, int port)
    {
        var (balancer, group) = (world.LoadBalancer(name), world.TargetGroup(name));
        var listener = world.Listener(balancer, port, (group, 1));
        await world.Healthy("well", group);
        await world.Listens(world.Address(balancer, port));
        await BalancedWorld.Until(async () => await world.Http.GetStringAsync(world.Address(balancer, port), Cancellation) == "well", () => "no answer");
        return (balancer, listener, group);
    }

    private async Task Echoes(string balancer, string[] with, string[] without)
    {
        var echo = "";
        await BalancedWorld.Until(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, world.Address(balancer, 8000, "/echo"));
            request.Headers.Host = "shop.example.com";
            request.Headers.Add("X-Forwarded-For", "192.0.2.7");
            request.Headers.Add("X_Odd", "1");
            request.Headers.Add("X-Amzn-Trace-Id", "Self=1-9;Root=1-5;Own=2");
            using var answer = await world.Http.SendAsync(request, Cancellation);
            echo = await answer.Content.ReadAsStringAsync(Cancellation);
            return with.All(part => echo.Contains(part, StringComparison.Ordinal)) && !without.Any(part => echo.Contains(part, StringComparison.Ordinal));
        }, () => echo);
    }

    private async Task<int> Status(string balancer, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, world.Address(balancer, 80, path));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await world.Http.SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }
}
