using System.Net;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Which rule takes a request.</summary>
public sealed class ChoosingByRule(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Theory]
    [InlineData("host", "Field=host-header|HostHeaderConfig.Values.member.1=*.example.com", "GET / Host:Shop.Example.com", "GET / Host:example.com")]
    [InlineData("path", "Field=path-pattern|Values.member.1=/img/*", "GET /img/a.png", "GET /Img/a.png")]
    [InlineData("header", "Field=http-header|HttpHeaderConfig.HttpHeaderName=X-Preview|HttpHeaderConfig.Values.member.1=gre?n", "GET / x-preview:GREEN", "GET / X-Preview:blue")]
    [InlineData("method", "Field=http-request-method|HttpRequestMethodConfig.Values.member.1=PUT", "PUT /", "GET /")]
    [InlineData("query", "Field=query-string|QueryStringConfig.Values.member.1.Key=v|QueryStringConfig.Values.member.1.Value=2*", "GET /?a=1&v=21", "GET /?a=2&v=1")]
    [InlineData("sent-path", "Field=path-pattern|Values.member.1=/a?2Fb", "GET /a%2Fb", "GET /a/b")]
    [InlineData("literal", @"Field=query-string|QueryStringConfig.Values.member.1.Value=what\?", "GET /?q=what?", "GET /?q=whats")]
    [InlineData("expression", "Field=path-pattern|PathPatternConfig.RegexValues.member.1=^/v[12]/", "GET /v2/a", "GET /v3/a")]
    [InlineData("several", "Field=path-pattern|Values.member.1=/a|Values.member.2=/b", "GET /b", "GET /c")]
    [InlineData("source", "Field=source-ip|SourceIpConfig.Values.member.1=127.0.0.0/8", "GET /", null)]
    [InlineData("nobody", "Field=source-ip|SourceIpConfig.Values.member.1=192.0.2.0/24", null, "GET /")]
    public async Task Should_Take_A_Request_When_Its_Condition_Holds(string name, string condition, string? taken, string? left)
    {
        var (balancer, listener) = Setup(name);
        world.Call("CreateRule", ["ListenerArn=" + listener, "Priority=10",
            .. condition.Split('|').Select(parameter => "Conditions.member.1." + parameter), .. Fixed("Actions", "taken")]);
        await world.Listens(world.Address(balancer, 80));
        if (taken is not null)
            await BalancedWorld.Until(async () => await Send(balancer, taken) == "taken", () => $"{taken} is not taken");
        if (left is not null)
            (await Send(balancer, left)).ShouldBe("default");
    }

    [Fact]
    public async Task Should_Take_A_Request_When_All_Of_Its_Conditions_Hold()
    {
        var (balancer, listener) = Setup("all");
        world.Call("CreateRule", ["ListenerArn=" + listener, "Priority=10", "Conditions.member.1.Field=path-pattern", "Conditions.member.1.Values.member.1=/a*",
            "Conditions.member.2.Field=http-request-method", "Conditions.member.2.HttpRequestMethodConfig.Values.member.1=PUT", .. Fixed("Actions", "taken")]);
        await world.Listens(world.Address(balancer, 80));
        await BalancedWorld.Until(async () => await Send(balancer, "PUT /a/b") == "taken", () => "it is not taken");
        (await Send(balancer, "GET /a/b")).ShouldBe("default");
        (await Send(balancer, "PUT /b")).ShouldBe("default");
    }

    [Fact]
    public async Task Should_Ask_Rules_By_Priority()
    {
        var (balancer, listener) = Setup("order");
        string Rule(int priority, string body) => world.Call("CreateRule", ["ListenerArn=" + listener, $"Priority={priority}",
            "Conditions.member.1.Field=path-pattern", "Conditions.member.1.Values.member.1=/*", .. Fixed("Actions", body)]).One("RuleArn");
        var (first, second) = (Rule(10, "first"), Rule(20, "second"));
        await world.Listens(world.Address(balancer, 80));
        await BalancedWorld.Until(async () => await Send(balancer, "GET /") == "first", () => "the first rule does not take it");

        world.Call("SetRulePriorities", "RulePriorities.member.1.RuleArn=" + first, "RulePriorities.member.1.Priority=30",
            "RulePriorities.member.2.RuleArn=" + second, "RulePriorities.member.2.Priority=10");
        await BalancedWorld.Until(async () => await Send(balancer, "GET /") == "second", () => "the order did not change");
    }

    [Fact]
    public async Task Should_Send_Clients_Elsewhere()
    {
        var (balancer, listener) = Setup("redirect");
        world.Call("CreateRule", "ListenerArn=" + listener, "Priority=10", "Conditions.member.1.Field=path-pattern", "Conditions.member.1.Values.member.1=/old/*",
            "Actions.member.1.Type=redirect", "Actions.member.1.RedirectConfig.Protocol=HTTPS", "Actions.member.1.RedirectConfig.Port=443",
            "Actions.member.1.RedirectConfig.Path=/new/#{path}", "Actions.member.1.RedirectConfig.StatusCode=HTTP_301");
        await world.Listens(world.Address(balancer, 80));
        await BalancedWorld.Until(async () => (await Send(balancer, "GET /old/a")).Contains("301 Moved Permanently", StringComparison.Ordinal), () => "no redirect");

        using var answer = await world.Http.GetAsync(world.Address(balancer, 80, "/old/a?b=c"), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.OriginalString.ShouldBe($"https://{world.Address(balancer, 80).Host}:443/new/old/a?b=c");
    }

    private (string Balancer, string Listener) Setup(string name)
    {
        var balancer = world.LoadBalancer(name);
        return (balancer, world.Call("CreateListener", ["LoadBalancerArn=" + balancer, "Protocol=HTTP", "Port=80", .. Fixed("DefaultActions", "default")]).One("ListenerArn"));
    }

    private static string[] Fixed(string name, string body) =>
    [
        $"{name}.member.1.Type=fixed-response", $"{name}.member.1.FixedResponseConfig.StatusCode=200",
        $"{name}.member.1.FixedResponseConfig.ContentType=text/plain", $"{name}.member.1.FixedResponseConfig.MessageBody={body}",
    ];

    /// <summary>Sends a request such as <c>GET /path Header:value</c>.</summary>
    private async Task<string> Send(string balancer, string request)
    {
        var parts = request.Split(' ');
        using var message = new HttpRequestMessage(new HttpMethod(parts[0]), world.Address(balancer, 80, parts[1]));
        if (parts is [_, _, var header])
            message.Headers.TryAddWithoutValidation(header.Split(':')[0], header.Split(':')[1]);
        using var answer = await world.Http.SendAsync(message, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
