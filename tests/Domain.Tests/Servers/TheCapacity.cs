using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public sealed class Rule_11_A_new_group_is_as_large_as_the_live_one
{
    [Theory]
    [InlineData(2, null, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 3, 3)]
    [InlineData(2, 6, 6)]
    public void Should_Take_The_Larger_Of_File_And_Live(int desired, int? live, int expected) =>
        Capacity.Choose(Sizes(1, desired, 6), Live(live)).ShouldBe(expected);

    [Fact]
    public void Should_Fail_Before_The_Swap_When_Live_Has_More_Than_The_Maximum()
    {
        var problem = Should.Throw<Problem>(() => Capacity.Choose(Sizes(1, 2, 6), Live(7)));

        problem.What.ShouldContain("has 7 servers now, more than servers.max = 6");
        problem.Next!.ShouldContain("at least 7");
    }

    [Fact]
    public void Should_Take_What_The_File_Allows_Where_It_Has_To_Be_In_Any_Case()
    {
        Capacity.AtMost(Sizes(1, 2, 6), Live(7)).ShouldBe(6);
        Capacity.AtMost(Sizes(1, 2, 6), Live(3)).ShouldBe(3);
    }

    [Fact]
    public void Should_Hold_The_New_Group_At_Its_Size()
    {
        var group = Some.Group("1.0.0", desired: 3) with { Min = 3, Max = 6 };

        Capacity.Differences(Sizes(1, 2, 6), group, 3).ShouldBeEmpty();
        Capacity.Differences(Sizes(1, 2, 6), group with { Desired = 4 }, 3).ShouldBeEmpty();
        Capacity.Differences(Sizes(1, 2, 6), group with { Desired = 2, Min = 2, Max = 5 }, 3).ShouldBe(
        [
            "desired: 3 were ordered, AWS has 2",
            "min: 3 were ordered, to hold the group at its size until its traffic has been watched, AWS has 2",
            "max: the environment file says 6, AWS has 5",
        ]);
    }

    private static ServerSettings Sizes(int min, int desired, int max) => new() { Min = min, Desired = desired, Max = max, Subnets = [], SecurityGroups = [] };

    private static ServerGroup? Live(int? desired) => desired is null ? null : Some.Group("1.0.0", desired: desired.Value);
}
