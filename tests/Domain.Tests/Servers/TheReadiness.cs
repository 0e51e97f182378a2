using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Servers;

public sealed class Rule_12_Healthy_means_in_service_and_healthy
{
    private static readonly ServerGroup Group = Some.Group("1.4.2") with { Servers = [Some.Server("i-1"), Some.Server("i-2")] };
    private static readonly TargetHealth[] AllHealthy = [Some.Healthy("i-1"), Some.Healthy("i-2")];

    [Fact]
    public void Should_Be_Ready_When_All_Are_In_Service_And_Healthy() => Readiness.Reason(Group, Some.Ami, AllHealthy, 2).ShouldBeNull();

    [Fact]
    public void Should_Be_Ready_With_More_Than_Needed() => Readiness.Reason(Group, Some.Ami, [Some.Healthy("i-2"), Some.Health("i-1", "initial")], 1).ShouldBeNull();

    [Theory]
    [InlineData("initial")]
    [InlineData("unhealthy")]
    [InlineData("unused")]
    [InlineData("draining")]
    [InlineData("unavailable")]
    [InlineData("unhealthy.draining")]
    public void Should_Count_Only_Healthy_As_Healthy(string state) =>
        Readiness.Reason(Group, Some.Ami, [Some.Healthy("i-1"), Some.Health("i-2", state)], 2)
            .ShouldBe($"1 of 2 servers are healthy in the target group; i-2 is {state}");

    [Fact]
    public void Should_Not_Take_An_Empty_Target_Group_For_Healthy() =>
        Readiness.Reason(Group, Some.Ami, [], 2).ShouldBe("0 of 2 servers are healthy in the target group; i-1 is not registered");

    [Fact]
    public void Should_Say_Why_The_Load_Balancer_Thinks_So() =>
        Readiness.Reason(Group, Some.Ami, [new("i-1", "unhealthy", "Target.Timeout", "Request timed out"), Some.Healthy("i-2")], 2)!
            .ShouldEndWith("i-1 is unhealthy (Request timed out)");

    [Fact]
    public void Should_Not_Count_Healthy_Targets_Of_Another_Group() =>
        Readiness.Reason(Group, Some.Ami, [Some.Healthy("i-8"), Some.Healthy("i-9")], 2)!.ShouldContain("0 of 2");

    [Fact]
    public void Should_Want_Every_Port_Of_A_Server_Healthy() =>
        Readiness.Reason(Group, Some.Ami, [.. AllHealthy, Some.Health("i-2", "unhealthy")], 2)!.ShouldEndWith("i-2 is unhealthy");

    [Theory]
    [InlineData("Pending", true, "1 of 2 servers are in service; i-2 is Pending")]
    [InlineData("Terminating:Wait", true, "1 of 2 servers are in service; i-2 is Terminating:Wait")]
    [InlineData("InService", false, "1 of 2 servers are in service; i-2 is InService and unhealthy")]
    public void Should_Want_Servers_In_Service(string lifecycle, bool healthy, string expected) =>
        Readiness.Reason(Group with { Servers = [Some.Server("i-1"), Some.Server("i-2", lifecycle, healthy)] }, Some.Ami, AllHealthy, 2).ShouldBe(expected);

    [Fact]
    public void Should_Want_All_Servers_Launched() => Readiness.Reason(Group, Some.Ami, AllHealthy, 3).ShouldBe("2 of 3 servers have been launched");

    [Fact]
    public void Should_Want_The_Image_On_Every_Server() =>
        Readiness.Reason(Group with { Servers = [Some.Server("i-1"), Some.Server("i-2") with { Image = new("ami-2") }] }, Some.Ami, AllHealthy, 2)
            .ShouldBe("i-2 runs ami-2, not ami-1");

    [Fact]
    public void Should_Not_Guess_An_Image() =>
        Readiness.Reason(Group with { Servers = [Some.Server("i-1"), Some.Server("i-2") with { Image = null }] }, Some.Ami, AllHealthy, 2)
            .ShouldBe("i-2 runs an unknown image, not ami-1");

    [Fact]
    public void Should_Take_Any_Image_When_None_Is_Asked_For() =>
        Readiness.Reason(Group with { Servers = [Some.Server("i-1"), Some.Server("i-2") with { Image = null }] }, null, AllHealthy, 2).ShouldBeNull();

    [Fact]
    public void Should_Not_Be_Ready_Without_Servers() => Readiness.Reason(Some.Retired("1.4.2"), Some.Ami, [], 0)!.ShouldEndWith("is to have no servers");

    [Fact]
    public void Should_Not_Be_Ready_While_Leaving() => Readiness.Reason(Group with { Deleting = true }, Some.Ami, AllHealthy, 2)!.ShouldEndWith("is being deleted");
}
