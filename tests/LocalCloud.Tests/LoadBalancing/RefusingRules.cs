using Bundt.LocalCloud.Tests.Front;

namespace Bundt.LocalCloud.Tests.LoadBalancing;

/// <summary>What the rules of a listener may not be.</summary>
public sealed class RefusingRules(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Theory]
    [InlineData("Field=path-pattern")]
    [InlineData("Field=cookie|Values.member.1=a")]
    [InlineData("Field=path-pattern|Values.member.1=/a b")]
    [InlineData("Field=host-header|Values.member.1=shop_1.example.com")]
    [InlineData("Field=http-request-method|HttpRequestMethodConfig.Values.member.1=get")]
    [InlineData("Field=http-header|HttpHeaderConfig.HttpHeaderName=Host|HttpHeaderConfig.Values.member.1=a")]
    [InlineData("Field=source-ip|SourceIpConfig.Values.member.1=10.0.0.0/40")]
    [InlineData("Field=path-pattern|PathPatternConfig.RegexValues.member.1=(?=a)b")]
    [InlineData("Field=query-string|QueryStringConfig.RegexValues.member.1=a")]
    [InlineData("Field=path-pattern|Values.member.1=/*/*/*/*/*/*")]
    [InlineData("Field=path-pattern|Values.member.1=/1|Values.member.2=/2|Values.member.3=/3|Values.member.4=/4|Values.member.5=/5|Values.member.6=/6")]
    public void Should_Refuse_A_Condition(string condition) =>
        Refusal(condition.Split('|').Select(part => "Conditions.member.1." + part), Fixed("200")).ShouldBe("ValidationError");

    [Fact]
    public void Should_Refuse_Two_Conditions_On_The_Path_But_Not_On_Headers()
    {
        Refusal([.. Path(1, "/a"), .. Path(2, "/b")], Fixed("200")).ShouldBe("ValidationError");
        world.Call("CreateRule",
        [
            "ListenerArn=" + Listener(), "Priority=2", .. Fixed("200"),
            "Conditions.member.1.Field=http-header", "Conditions.member.1.HttpHeaderConfig.HttpHeaderName=X-A", "Conditions.member.1.HttpHeaderConfig.Values.member.1=a",
            "Conditions.member.2.Field=http-header", "Conditions.member.2.HttpHeaderConfig.HttpHeaderName=X-B", "Conditions.member.2.HttpHeaderConfig.Values.member.1=b",
        ]).All("HttpHeaderName").ShouldBe(["X-A", "X-B"]);
    }

    [Theory]
    [InlineData("ValidationError", "Type=fixed-response|FixedResponseConfig.StatusCode=301")]
    [InlineData("ValidationError", "Type=fixed-response|FixedResponseConfig.StatusCode=200|FixedResponseConfig.ContentType=image/png")]
    [InlineData("ValidationError", "Type=redirect|RedirectConfig.StatusCode=HTTP_307|RedirectConfig.Port=443")]
    [InlineData("ValidationError", "Type=redirect|RedirectConfig.StatusCode=HTTP_301|RedirectConfig.Protocol=FTP")]
    [InlineData("ValidationError", "Type=redirect|RedirectConfig.StatusCode=HTTP_301|RedirectConfig.Path=here")]
    [InlineData("InvalidLoadBalancerAction", "Type=redirect|RedirectConfig.StatusCode=HTTP_301|RedirectConfig.Query=a=b")]
    [InlineData("InvalidLoadBalancerAction", "Type=authenticate-oidc")]
    [InlineData("ValidationError", "Type=forward")]
    public void Should_Refuse_An_Action(string code, string action) =>
        Refusal(Path(1, "/a"), action.Split('|').Select(part => "Actions.member.1." + part)).ShouldBe(code);

    [Fact]
    public void Should_Refuse_More_Target_Groups_Than_A_Forward_Takes()
    {
        var groups = Enumerable.Range(1, 6).Select(number => (world.TargetGroup($"many-{number}"), 1)).ToArray();
        Refusal(Path(1, "/a"), BalancedWorld.Forward("Actions", groups)).ShouldBe("TooManyTargetGroups");
        Refusal(Path(1, "/a"), BalancedWorld.Forward("Actions", (groups[0].Item1, 1000))).ShouldBe("ValidationError");
    }

    [Fact]
    public void Should_Refuse_The_Hundred_And_First_Rule_Of_A_Load_Balancer()
    {
        var listener = Listener("rules");
        foreach (var priority in Enumerable.Range(1, 100))
            world.Call("CreateRule", ["ListenerArn=" + listener, $"Priority={priority}", .. Path(1, $"/{priority}"), .. Fixed("200")]);
        world.Refusal("CreateRule", ["ListenerArn=" + listener, "Priority=101", .. Path(1, "/101"), .. Fixed("200")]).ShouldBe("TooManyRules");

        var page = world.Call("DescribeRules", "ListenerArn=" + listener, "PageSize=60");
        var rest = world.Call("DescribeRules", "ListenerArn=" + listener, "PageSize=60", "Marker=" + page.One("NextMarker"));
        page.All("Priority").Concat(rest.All("Priority")).ShouldBe([.. Enumerable.Range(1, 100).Select(priority => $"{priority}"), "default"]);
        rest.All("NextMarker").ShouldBeEmpty();
    }

    private string Refusal(IEnumerable<string> conditions, IEnumerable<string> actions) =>
        world.Refusal("CreateRule", ["ListenerArn=" + Listener(), "Priority=1", .. conditions, .. actions]);

    private string Listener(string name = "refusing") => world.Call(
        "CreateListener",
        ["LoadBalancerArn=" + world.LoadBalancer(name), "Protocol=HTTP", "Port=80", .. Fixed("404").Select(part => "Default" + part)]).One("ListenerArn");

    private static string[] Path(int number, string path) =>
        [$"Conditions.member.{number}.Field=path-pattern", $"Conditions.member.{number}.Values.member.1={path}"];

    private static string[] Fixed(string status) => ["Actions.member.1.Type=fixed-response", $"Actions.member.1.FixedResponseConfig.StatusCode={status}"];
}
