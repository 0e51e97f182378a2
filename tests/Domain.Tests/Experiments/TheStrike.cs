using Bundt.Domain.Environments;
using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Experiments;

/// <summary>What is done, as a person is told of it before and after.</summary>
public sealed class TheStrike
{
    private static readonly Server First = new("i-1", "eu-west-1a", "InService", Healthy: true);
    private static readonly Server Second = new("i-2", "eu-west-1a", "InService", Healthy: true);

    public static TheoryData<ChaosKind> Kinds => [.. Enum.GetValues<ChaosKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Say_What_Should_Happen(ChaosKind kind) => Of(kind, First).Expectation.ShouldEndWith(".");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Arm_A_Fault_On_The_Local_Cloud_Alone(ChaosKind kind) => (Of(kind, First).Fault is null).ShouldBe(ChaosSettings.Everywhere.Contains(kind));

    [Fact]
    public void Should_Name_What_Is_Struck_By_Its_Place_And_Its_Id()
    {
        Of(ChaosKind.Terminate, Second).Struck.ShouldBe("server 2 of 6, i-2 in eu-west-1a");
        Of(ChaosKind.Zone, First, Second).Struck.ShouldBe("servers 1, 2 of 6, all that are in eu-west-1a: i-1, i-2");
        Of(ChaosKind.Zone, First, Second).Chosen.ShouldBe("zone: 1, 2 of 6 in eu-west-1a");
    }

    [Fact]
    public void Should_Not_Be_Over_While_What_Was_Struck_Still_Serves()
    {
        var group = Some.Group("1.4.2", on: Some.Blue) with { Servers = [First, Second] };

        Of(ChaosKind.Terminate, First).Reason(group).ShouldBe("i-1 is still in service");
        Of(ChaosKind.Terminate, First).Reason(group with { Servers = [First with { Lifecycle = "Terminating" }, Second] }).ShouldBeNull();
        Of(ChaosKind.Deregister, First).Reason(group).ShouldBeNull();
    }

    [Fact]
    public void Should_Fail_Where_The_Group_Was_Not_Whole_In_Time()
    {
        var made = new Experiment(2, 7, "zone", "zone: 1, 2 of 6 in eu-west-1a", "servers", "nobody notices", Some.Monday, 240, 2400, 3, "4 of 6 servers are in service");

        made.IsWhole.ShouldBeFalse();
        made.ToString().ShouldBe("not whole after 240.0 s: 4 of 6 servers are in service; 3 of 2400 probes failed");
        made.Failure("web-prod-v1-4-2-1", TimeSpan.FromMinutes(4)).ShouldNotBeNull().What.ShouldBe("web-prod-v1-4-2-1 was not whole within 240 s of experiment 2, zone: 4 of 6 servers are in service.");
        (made with { Lacking = null }).Failure("web-prod-v1-4-2-1", TimeSpan.FromMinutes(4)).ShouldBeNull();
    }

    private static Strike Of(ChaosKind kind, params Server[] servers) => new(7, 1, kind, "web-prod-v1-4-2-1", 6, servers) { Places = new Dictionary<string, int> { ["i-1"] = 1, ["i-2"] = 2 } };
}
