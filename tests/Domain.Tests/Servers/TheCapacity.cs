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

    private static ServerSettings Sizes(int min, int desired, int max) => new() { Min = min, Desired = desired, Max = max, Subnets = [], SecurityGroups = [] };

    private static ServerGroup? Live(int? desired) => desired is null ? null : Some.Group("1.0.0", desired: desired.Value);
}
