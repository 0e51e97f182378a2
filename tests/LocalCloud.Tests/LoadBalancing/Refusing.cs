using Bundt.LocalCloud.Tests.Front;

namespace Bundt.LocalCloud.Tests.LoadBalancing;

/// <summary>Error codes and repeated calls: AWS's clients branch on them.</summary>
public sealed class Refusing(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    private const string Arn = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:";

    [Theory]
    [InlineData("DescribeLoadBalancers", "LoadBalancerNotFound", "Names.member.1=nobody")]
    [InlineData("DescribeTargetGroups", "TargetGroupNotFound", "Names.member.1=nobody")]
    [InlineData("DescribeTargetHealth", "TargetGroupNotFound", "TargetGroupArn=" + Arn + "targetgroup/nobody/1")]
    [InlineData("ModifyListener", "ListenerNotFound", "ListenerArn=" + Arn + "listener/app/nobody/1/2")]
    [InlineData("ModifyRule", "RuleNotFound", "RuleArn=" + Arn + "listener-rule/app/nobody/1/2/3")]
    [InlineData("DescribeRules", "RuleNotFound", "RuleArns.member.1=" + Arn + "listener-rule/app/nobody/1/2/3")]
    [InlineData("DescribeTags", "TargetGroupNotFound", "ResourceArns.member.1=" + Arn + "targetgroup/nobody/1")]
    [InlineData("DeleteListener", "ValidationError", "ListenerArn=nonsense")]
    public void Should_Say_What_Is_Not_There(string action, string code, string parameter) => world.Refusal(action, parameter).ShouldBe(code);

    [Fact]
    public void Should_Delete_What_Is_Not_There_Where_AWS_Does()
    {
        world.Call("DeleteLoadBalancer", $"LoadBalancerArn={Arn}loadbalancer/app/nobody/1");
        world.Call("DeleteTargetGroup", $"TargetGroupArn={Arn}targetgroup/nobody/1");
    }

    [Fact]
    public void Should_Make_One_Of_Each_When_Called_Twice()
    {
        world.LoadBalancer("twice").ShouldBe(world.LoadBalancer("twice"));
        world.TargetGroup("twice").ShouldBe(world.TargetGroup("twice"));
        world.Refusal("CreateTargetGroup", "Name=twice", "Protocol=HTTP", "Port=81", "VpcId=" + world.Region.Vpcs.Keys.Single()).ShouldBe("DuplicateTargetGroupName");

        var (balancer, group, other) = (world.LoadBalancer("twice"), world.TargetGroup("twice"), world.TargetGroup("twice-other"));
        world.Listener(balancer, 80, (group, 1)).ShouldBe(world.Listener(balancer, 80, (group, 1)));
        world.Refusal("CreateListener", ["LoadBalancerArn=" + balancer, "Protocol=HTTP", "Port=80", .. BalancedWorld.Forward("DefaultActions", (other, 1))])
            .ShouldBe("DuplicateListener");
    }

    [Fact]
    public void Should_Protect_What_Is_In_Use()
    {
        var (balancer, group) = (world.LoadBalancer("used"), world.TargetGroup("used"));
        var listener = world.Listener(balancer, 80, (group, 0));
        world.Refusal("DeleteTargetGroup", "TargetGroupArn=" + group).ShouldBe("ResourceInUse");
        world.Refusal("CreateListener", ["LoadBalancerArn=" + world.LoadBalancer("used-other"), "Protocol=HTTP", "Port=80", .. BalancedWorld.Forward("DefaultActions", (group, 1))])
            .ShouldBe("TargetGroupAssociationLimit");

        world.Call("ModifyLoadBalancerAttributes", "LoadBalancerArn=" + balancer, "Attributes.member.1.Key=deletion_protection.enabled", "Attributes.member.1.Value=true");
        world.Refusal("DeleteLoadBalancer", "LoadBalancerArn=" + balancer).ShouldBe("OperationNotPermitted");
        var defaults = world.Call("DescribeRules", "ListenerArn=" + listener).One("RuleArn");
        world.Refusal("DeleteRule", "RuleArn=" + defaults).ShouldBe("OperationNotPermitted");
        world.Call("DescribeRules", "RuleArns.member.1=" + defaults).One("IsDefault").ShouldBe("true");
    }

    [Fact]
    public void Should_Refuse_A_Priority_That_Is_Taken()
    {
        var (balancer, group) = (world.LoadBalancer("priority"), world.TargetGroup("priority"));
        string[] rule =
        [
            "ListenerArn=" + world.Listener(balancer, 80, (group, 1)), "Priority=5", "Conditions.member.1.Field=path-pattern",
            "Conditions.member.1.Values.member.1=/a", .. BalancedWorld.Forward("Actions", (group, 1)),
        ];
        world.Call("CreateRule", rule);
        world.Refusal("CreateRule", rule).ShouldBe("PriorityInUse");
    }

    [Theory]
    [InlineData("deregistration_delay.timeout_seconds", "3601")]
    [InlineData("stickiness.enabled", "maybe")]
    [InlineData("no.such.attribute", "1")]
    public void Should_Refuse_Attributes_That_Are_Not_Possible(string key, string value) => world.Refusal(
        "ModifyTargetGroupAttributes", "TargetGroupArn=" + world.TargetGroup("attributes"), "Attributes.member.1.Key=" + key, "Attributes.member.1.Value=" + value)
        .ShouldBe("ValidationError");

    [Theory]
    [InlineData("AddTags", "Tags.member.1.Key=team")]
    [InlineData("AddTags", "ResourceArns.member.1=")]
    [InlineData("RemoveTags", "ResourceArns.member.1=")]
    [InlineData("DescribeTags")]
    [InlineData("RegisterTargets", "TargetGroupArn=")]
    [InlineData("DeregisterTargets", "TargetGroupArn=")]
    [InlineData("ModifyTargetGroupAttributes", "TargetGroupArn=")]
    public void Should_Refuse_A_Call_That_Lacks_A_List(string action, params string[] parameters)
    {
        var group = world.TargetGroup("lists");
        world.Refusal(action, [.. parameters.Select(parameter => parameter.EndsWith('=') ? parameter + group : parameter)]).ShouldBe("ValidationError");
    }

    [Theory]
    [InlineData("DescribeLoadBalancers", 0)]
    [InlineData("DescribeTargetGroups", 0)]
    [InlineData("DescribeTargetGroups", 401)]
    public void Should_Refuse_Pages_Of_None_And_Of_More_Than_400(string action, int size) =>
        world.Refusal(action, $"PageSize={size}").ShouldBe("ValidationError");

    [Fact]
    public void Should_Refuse_More_Than_Fifty_Tags_At_Once_And_In_Sum()
    {
        string[] Tags(int from, int to) => [.. Enumerable.Range(from, to - from + 1)
            .SelectMany(number => new[] { $"Tags.member.{number}.Key=key-{number}", $"Tags.member.{number}.Value=value" })];
        var group = "ResourceArns.member.1=" + world.TargetGroup("many-tags");
        world.Refusal("AddTags", [group, .. Tags(1, 51)]).ShouldBe("TooManyTags");
        world.Call("AddTags", [group, .. Tags(1, 50)]);
        world.Call("AddTags", [group, .. Tags(50, 50)]);
        world.Refusal("AddTags", [group, .. Tags(51, 51)]).ShouldBe("TooManyTags");
    }

    [Fact]
    public async Task Should_Take_Only_Running_Instances_As_Targets()
    {
        var (group, server) = (world.TargetGroup("running"), await world.Server("stopped", runs: false));
        world.Set(server, "stopped");
        world.Refusal("RegisterTargets", "TargetGroupArn=" + group, "Targets.member.1.Id=" + server.InstanceId).ShouldBe("InvalidTarget");
        world.Call("DescribeTargetHealth", "TargetGroupArn=" + group, "Targets.member.1.Id=" + server.InstanceId).One("Reason").ShouldBe("Target.NotRegistered");
    }
}
