using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public static class TheSwapPlan
{
    private static readonly ServerGroup Old = Some.Group("1.4.2", day: 1, on: Some.Blue, desired: 3);
    private static readonly ServerGroup New = Some.Group("1.5.0", day: 2, on: Some.Green, desired: 3);

    private static SwapPlan Plan(params ServerGroup[] groups) => SwapPlan.Plan(Some.Fleet(groups), New.Name);

    public sealed class Rule_16_Whatever_carries_traffic_is_as_large_as_live
    {
        [Fact]
        public void Should_Move_From_Live_To_The_New_Group()
        {
            var plan = Plan(Old, New);

            plan.ShouldBe(new(plan.Before, Some.Green, New, Old));
            plan.IsDone.ShouldBeFalse();
        }

        [Theory]
        [InlineData(3, 3, 3)]
        [InlineData(1, 3, 3)]
        [InlineData(3, 2, 3)]
        public void Should_Need_The_Larger_Of_The_Live_Minimum_And_Size(int min, int desired, int needed) =>
            Plan(Old with { Min = min, Desired = desired }, New).Needed.ShouldBe(needed);

        [Fact]
        public void Should_Refuse_When_Live_Has_Grown_Since() =>
            Should.Throw<Problem>(() => Plan(Old with { Desired = 4 }, New)).What
                .ShouldBe("web-prod-v1-5-0-1 has 3 servers, but web-prod-v1-4-2-1, which is live, has 4 by now.");

        [Fact]
        public void Should_Refuse_A_Group_That_Is_Gone() => Should.Throw<Problem>(() => Plan(Old)).What.ShouldBe("There is no server group web-prod-v1-5-0-1.");

        [Fact]
        public void Should_Refuse_A_Group_That_Is_Not_Attached() =>
            Should.Throw<Problem>(() => Plan(Old, New with { TargetGroups = [] })).What.ShouldContain("attached to neither web-prod-blue nor web-prod-green");

        [Fact]
        public void Should_Be_Done_When_Traffic_Goes_There_Already()
        {
            var plan = Plan(Old with { TargetGroups = [Some.Green.Arn] }, New with { TargetGroups = [Some.Blue.Arn] });

            plan.IsDone.ShouldBeTrue();
            plan.Previous.ShouldBeNull();
        }
    }

    public sealed class Rule_21_The_first_release_is_a_path_of_its_own
    {
        [Fact]
        public void Should_Have_Nothing_To_Go_Back_To()
        {
            var plan = Plan(New);

            plan.Previous.ShouldBeNull();
            plan.IsDone.ShouldBeFalse();
            plan.To.ShouldBe(Some.Green);
        }

        [Fact]
        public void Should_Need_All_Of_Its_Own_Servers() => Plan(New).Needed.ShouldBe(3);

        [Fact]
        public void Should_Not_Swap_To_Nothing() => Should.Throw<Problem>(() => Plan(New with { Desired = 0 })).What.ShouldBe("web-prod-v1-5-0-1 has no servers.");
    }
}
