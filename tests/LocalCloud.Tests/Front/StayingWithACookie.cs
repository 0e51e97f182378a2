using System.Net;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Clients that stay on a target group or a target, and until when.</summary>
public sealed class StayingWithACookie(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    private const int Week = 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_Keep_A_Client_On_Its_Group_Whatever_The_Weights_Become_And_Even_When_It_Is_Empty()
    {
        var (balancer, blue, green) = (world.LoadBalancer("group"), world.TargetGroup("group-blue"), world.TargetGroup("group-green"));
        var listener = world.Listener(balancer, 80, (blue, 1), (green, 0));
        Weigh(1, 0, seconds: 600);
        var server = await world.Healthy("blue", blue);
        await world.Healthy("green", green);
        var address = world.Address(balancer, 80);
        await Answers(address, "blue");
        var browser = await Visit(address, "AWSALBTG", "AWSALBTGCORS");

        Weigh(0, 1, seconds: 600);
        await Answers(address, "green");
        (await Get(address, browser)).Body.ShouldBe("blue");

        world.Targets.Deregister(BalancedWorld.RegionName, blue, server.InstanceId);
        await world.Drains(blue, server);
        (await Get(address, browser)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        Weigh(0, 1, seconds: null);
        await BalancedWorld.Until(async () => (await Get(address, browser)).Body == "green", () => "the client stays although nothing keeps it");

        void Weigh(int ofBlue, int ofGreen, int? seconds) => world.Call("ModifyListener",
        [
            "ListenerArn=" + listener, .. BalancedWorld.Forward("DefaultActions", (blue, ofBlue), (green, ofGreen)),
            .. seconds is null ? [] : new[]
            {
                "DefaultActions.member.1.ForwardConfig.TargetGroupStickinessConfig.Enabled=true",
                $"DefaultActions.member.1.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds={seconds}",
            },
        ]);
    }

    [Fact]
    public async Task Should_Keep_A_Client_On_Its_Target_While_That_Is_Healthy_And_The_Duration_Lasts()
    {
        var (address, group, servers) = await Pair("target", "stickiness.enabled=true", "stickiness.lb_cookie.duration_seconds=600");
        var browser = await Visit(address, "AWSALB", "AWSALBCORS");
        var mine = (await Get(address, browser)).Body;
        for (var i = 0; i < 10; i++)
            (await Get(address, browser)).Body.ShouldBe(mine);

        var lost = servers.Single(server => server.Name == mine);
        lost.HealthStatus = 500;
        await world.Becomes(group, lost, "unhealthy");
        await BalancedWorld.Until(async () => (await Get(address, browser)).Body != mine, () => "it stays on a target that is not healthy");

        world.Set(group, "stickiness.lb_cookie.duration_seconds", "1");
        lost.HealthStatus = 200;
        await world.Becomes(group, lost, "healthy");
        var stale = await Visit(address, "AWSALB", "AWSALBCORS");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Cancellation);
        var seen = new HashSet<string>();
        await BalancedWorld.Until(async () => seen.Add((await Get(address, stale)).Body) && seen.Count == 2, () => "a stale cookie keeps the client");
    }

    [Fact]
    public async Task Should_Keep_A_Client_On_Its_Target_While_It_Has_The_Cookie_Of_The_Application()
    {
        var (address, _, _) = await Pair("application", "stickiness.type=app_cookie", "stickiness.app_cookie.cookie_name=basket", "stickiness.enabled=true");
        (await Get(address, "")).Cookies.ShouldBeEmpty();
        var browser = await Visit(new Uri(address, "/cookie"), "basket", "AWSALBAPP-0");
        var mine = (await Get(address, browser)).Body;
        for (var i = 0; i < 10; i++)
            (await Get(address, browser)).Body.ShouldBe(mine);

        var balancers = browser.Split("; ").Single(cookie => cookie.StartsWith("AWSALBAPP-0=", StringComparison.Ordinal));
        var seen = new HashSet<string>();
        await BalancedWorld.Until(async () => seen.Add((await Get(address, balancers)).Body) && seen.Count == 2, () => "half of the cookies keeps the client");
    }

    private async Task<(Uri Address, string Group, TestServer[] Servers)> Pair(string name, params string[] attributes)
    {
        var (balancer, group) = (world.LoadBalancer(name), world.TargetGroup(name));
        world.Listener(balancer, 80, (group, 1));
        world.Call("ModifyTargetGroupAttributes", ["TargetGroupArn=" + group, .. attributes.SelectMany((attribute, index) => new[]
        {
            $"Attributes.member.{index + 1}.Key={attribute.Split('=')[0]}", $"Attributes.member.{index + 1}.Value={attribute.Split('=')[1]}",
        })]);
        TestServer[] servers = [await world.Healthy("one", group), await world.Healthy("two", group)];
        var address = world.Address(balancer, 80);
        await Answers(address, "one");
        await Answers(address, "two");
        return (address, group, servers);
    }

    private async Task Answers(Uri address, string body)
    {
        await world.Listens(address);
        await BalancedWorld.Until(async () => (await Get(address, "")).Body == body, () => $"{body} does not answer");
    }

    /// <summary>The cookies that a first visit gives, which must be these, and which a browser keeps for a week when they are the load balancer's.</summary>
    private async Task<string> Visit(Uri address, params string[] names)
    {
        var given = (await Get(address, "")).Cookies;
        given.Select(cookie => cookie.Split('=')[0]).ShouldBe(names);
        foreach (var own in given.Where(cookie => cookie.StartsWith("AWSALB", StringComparison.Ordinal)))
        {
            var expires = DateTimeOffset.Parse(own.Split("Expires=")[1].Split(';')[0], System.Globalization.CultureInfo.InvariantCulture);
            (expires - DateTimeOffset.UtcNow).TotalDays.ShouldBe(Week, tolerance: 0.1);
            own.EndsWith("; SameSite=None", StringComparison.Ordinal).ShouldBe(own.Contains("CORS=", StringComparison.Ordinal));
        }

        return string.Join("; ", given.Select(cookie => cookie.Split(';')[0]));
    }

    private async Task<(HttpStatusCode Status, string Body, IReadOnlyList<string> Cookies)> Get(Uri address, string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
        using var answer = await world.Http.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation),
            answer.Headers.TryGetValues("Set-Cookie", out var given) ? [.. given] : []);
    }
}
