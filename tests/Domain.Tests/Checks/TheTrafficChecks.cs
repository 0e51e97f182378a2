using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Checks;

/// <summary>What the local cloud does not have, and AWS has; all else is planted and found over the wire.</summary>
public sealed class TheTrafficChecks
{
    private static readonly ReleaseEnvironment Prod = new()
    {
        Name = "prod",
        Application = new() { Name = "web", Checkout = "clone", Port = 8080 },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-*", Owner = "amazon" } },
        Servers = new() { Subnets = ["a"], SecurityGroups = ["web"] },
        Traffic = new() { LoadBalancer = "lb", Listener = 443, Rule = 5, TargetGroups = new() { Blue = "blue", Green = "green" }, Preview = new() { Blue = 8081, Green = 8082 } },
    };

    private static readonly Stack Good = new()
    {
        Balancer = new("lb", "application", "active", "vpc-1", ["sg-lb"]),
        Listeners =
        [
            new("arn:443", 443, [Rule("5", "arn:blue"), Rule("default", "arn:site")]), new("arn:8081", 8081, [Rule("default", "arn:blue")]), new("arn:8082", 8082, [Rule("default", "arn:green")]),
        ],
        TargetGroups = [new("blue", "arn:blue", "instance", 8080, "vpc-1", "HTTP /"), new("green", "arn:green", "instance", 8080, "vpc-1", "HTTP /")],
    };

    [Fact]
    public void Should_Be_Content_With_A_Live_Rule_Among_Others() => Wrong(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("network", "active", "lb is of type network", "an Application Load Balancer")]
    [InlineData("application", "provisioning", "lb is provisioning", "active")]
    [InlineData("application", "failed", "lb is failed", "active")]
    public void Should_Want_An_Application_Load_Balancer_That_Is_Active(string type, string state, string found, string needed)
    {
        var wrong = Wrong(Good with { Balancer = Good.Balancer with { Type = type, State = state } }).ShouldHaveSingleItem();

        (wrong.Severity, wrong.Subject, wrong.Found).ShouldBe((Severity.Must, "load balancer", found));
        wrong.Needed!.ShouldStartWith(needed);
    }

    [Theory]
    [InlineData("ip")]
    [InlineData("lambda")]
    public void Should_Want_Target_Groups_Of_Instances(string type)
    {
        var wrong = Wrong(Good with { TargetGroups = [Good.TargetGroups[0] with { TargetType = type }, Good.TargetGroups[1]] }).ShouldHaveSingleItem();

        (wrong.Severity, wrong.Found).ShouldBe((Severity.Must, $"blue takes targets of type {type}"));
    }

    [Fact]
    public void Rule_17_Should_Refuse_A_Default_Rule_That_Forwards_There_Beside_The_Live_One()
    {
        var wrong = Wrong(Good with { Listeners = [new("arn:443", 443, [Rule("5", "arn:blue"), Rule("default", "arn:green")]), .. Good.Listeners.Skip(1)] }).ShouldHaveSingleItem();

        (wrong.Severity, wrong.Subject, wrong.Found).ShouldBe((Severity.Must, "other rules", "the default rule of the listener on port 443 forwards to green too"));
        wrong.Mend!.ShouldStartWith("aws elbv2 modify-listener --listener-arn arn:443 --default-actions");
    }

    private static List<Finding> Wrong(Stack stack) => [.. TrafficChecks.Of(stack, Prod).Where(finding => finding.Severity != Severity.Fine)];

    private static StackRule Rule(string priority, string target) => new($"arn:rule/{priority}", priority, new Dictionary<string, int> { [target] = 1 });
}
