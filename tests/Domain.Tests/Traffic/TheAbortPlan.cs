using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class TheAbortPlan
{
    private static readonly ServerGroup Old = Some.Group("1.4.2", day: 1, on: Some.Blue);
    private static readonly ServerGroup New = Some.Group("1.5.0", day: 2, on: Some.Green, tags: (Names.Replaces, Old.Name));

    [Fact]
    public void Rule_23_Should_Find_Nothing_When_Nothing_Is_Half_Done()
    {
        Of(Some.Fleet()).IsEmpty.ShouldBeTrue();
        Of(Some.Fleet(Old)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Should_Remove_Servers_That_Live_Traffic_Never_Went_To() => Of(Some.Fleet(Old, New)).Groups.ShouldBe([New]);

    [Theory]
    [InlineData(Names.WarmUntil, "2026-03-03T10:00:00Z")]
    [InlineData(Names.Failed, "kept to be looked at")]
    [InlineData(Names.RolledBack, "by a watch")]
    [InlineData(Names.Env, "another")]
    [InlineData(Names.App, "another")]
    public void Should_Leave_Alone_What_Is_No_Leftover(string tag, string value) =>
        Of(Some.Fleet(Old, New with { Tags = new Dictionary<string, string>(New.Tags) { [tag] = value } })).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Should_Leave_Alone_What_Live_Has_Replaced() =>
        Of(Some.Fleet(New with { TargetGroups = [Some.Blue.Arn] }, Old with { TargetGroups = [Some.Green.Arn], Desired = 0 })).Groups.ShouldBeEmpty();

    [Theory]
    [InlineData(90, 10)]
    [InlineData(0, 1)]
    public void Should_Take_Back_A_Swap_That_Was_Broken_Off_And_Leave_Its_Servers_To_Their_Deadline(int blue, int green)
    {
        var plan = Of(Some.Divided(blue, green, Old, New));

        (plan.Swap!.Previous, plan.Swap.Next).ShouldBe((Old, New));
        plan.Groups.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Let_The_Live_Group_Follow_Its_Alarms_Again()
    {
        var held = Old with { Suspended = ["AlarmNotification"] };

        Of(Some.Fleet(held)).Held.ShouldBe(held);
        Of(Some.Fleet(held with { Tags = Some.Tags() })).Held.ShouldBeNull();
    }

    private static AbortPlan Of(Fleet fleet) => AbortPlan.Of(fleet, "web", "prod");
}
