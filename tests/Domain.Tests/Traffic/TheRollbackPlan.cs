using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class Rule_23_A_rollback_with_nothing_to_do_does_nothing
{
    private static readonly ServerGroup Warm = Some.Group("1.4.2", day: 1, on: Some.Green);
    private static readonly ServerGroup Live = Some.Group("1.5.0", day: 2, on: Some.Blue, tags: (Names.Replaces, Warm.Name));

    [Fact]
    public void Should_Do_Nothing_Before_The_First_Release() => RollbackPlan.Target(Some.Fleet()).ShouldBeNull();

    [Fact]
    public void Should_Do_Nothing_After_The_First_Release() => RollbackPlan.Target(Some.Fleet(Some.Group("1.0.0", on: Some.Blue), Warm)).ShouldBeNull();

    [Fact]
    public void Should_Go_To_What_Live_Replaced() => RollbackPlan.Target(Some.Fleet(Live, Warm, Some.Group("1.4.9", day: 3))).ShouldBe(Warm);

    [Fact]
    public void Should_Say_That_It_Is_Gone() => Should.Throw<Problem>(() => RollbackPlan.Target(Some.Fleet(Live))).What
        .ShouldBe("web-prod-v1-5-0-1 replaced web-prod-v1-4-2-1, which is gone.");

    [Fact]
    public void Should_Not_Go_To_A_Group_Without_Servers() => Refusal(Warm with { Desired = 0 }).ShouldContain("not warm any more: 0 servers, attached");

    [Fact]
    public void Should_Not_Go_To_A_Group_That_Is_Not_Attached() => Refusal(Warm with { TargetGroups = [] }).ShouldContain("no target group");

    private static string Refusal(ServerGroup previous)
    {
        var problem = Should.Throw<Problem>(() => RollbackPlan.Target(Some.Fleet(Live, previous)));
        problem.Next!.ShouldContain("--release=1.4.2");
        return problem.What;
    }
}
