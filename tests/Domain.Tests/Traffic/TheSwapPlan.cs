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

            (plan.From, plan.To, plan.Next, plan.Previous).ShouldBe((Some.Blue, Some.Green, New, Old));
            plan.Steps.ShouldBe([100]);
            (plan.IsDone, plan.IsBegun).ShouldBe((false, false));
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

    public sealed class In_Steps
    {
        private static readonly ServerGroup Next = New with { Tags = Some.Tags((Names.Release, "v1.5.0"), (Names.Replaces, Old.Name)) };

        [Fact]
        public void Should_Make_One_Modification_A_Step() => Plan(Some.Fleet(Old, Next)).Steps.ShouldBe([10, 50, 100]);

        [Fact]
        public void Should_Always_Be_At_Once_In_A_First_Release() => Plan(Some.Fleet(Next)).Steps.ShouldBe([100]);

        [Fact]
        public void Should_Always_Be_At_Once_From_A_Group_That_Bundt_Did_Not_Make() =>
            Plan(Some.Fleet(Old with { Tags = Some.Tags() }, Next)).Steps.ShouldBe([100]);

        [Theory]
        [InlineData(100, 3, 0)]
        [InlineData(67, 3, 1)]
        [InlineData(66, 2, 2)]
        [InlineData(50, 2, 2)]
        [InlineData(10, 1, 3)]
        public void Rule_16_Should_Need_Each_Groups_Share_Of_What_Live_Needs(int percent, int needed, int left)
        {
            var plan = Plan(Some.Fleet(Old, Next));

            (plan.NeededFor(percent), plan.NeededFor(100 - percent)).ShouldBe((needed, left));
        }

        [Theory]
        [InlineData(10, "50, 100")]
        [InlineData(20, "50, 100")]
        [InlineData(50, "100")]
        [InlineData(99, "100")]
        public void Should_Go_On_Where_An_Earlier_Run_Broke_Off(int share, string steps)
        {
            var plan = Plan(Some.Divided(100 - share, share, Old, Next));

            string.Join(", ", plan.Steps).ShouldBe(steps);
            (plan.Share, plan.IsBegun, plan.IsDone, plan.Previous).ShouldBe((share, true, false, Old));
        }

        [Fact]
        public void Should_See_That_An_Earlier_Run_Broke_Off_After_The_Last_Step()
        {
            var plan = Plan(Some.Divided(0, 1, Old, Next));

            plan.Steps.ShouldBeEmpty();
            (plan.Share, plan.IsBegun, plan.IsDone, plan.Previous).ShouldBe((100, true, false, Old));
        }

        [Fact]
        public void Should_Be_Done_Once_The_Old_Group_Is_Kept_Warm()
        {
            var warm = Old with { Tags = Some.Tags((Names.Release, "v1.4.2"), (Names.WarmUntil, "2026-03-02T10:00:00Z")) };

            Plan(Some.Divided(0, 1, warm, Next)).IsDone.ShouldBeTrue();
        }

        [Fact]
        public void Should_Leave_Alone_What_Is_Divided_Between_Others()
        {
            var other = Some.Group("1.6.0", day: 3, on: Some.Green);

            Should.Throw<Problem>(() => SwapPlan.Plan(Some.Divided(90, 10, Old, Next with { Created = other.Created.AddDays(1) }, other), other.Name)).What.ShouldContain("divided");
        }

        [Theory]
        [InlineData(1, 0, 0, true)]
        [InlineData(90, 10, 0, true)]
        [InlineData(50, 50, 0, true)]
        [InlineData(0, 1, 0, true)]
        [InlineData(70, 30, 0, false)]
        [InlineData(90, 10, 5, false)]
        [InlineData(0, 0, 1, false)]
        public void Should_Tell_Its_Own_Steps_From_What_Others_Have_Set(int blue, int green, int elsewhere, bool expected) =>
            Plan(Some.Fleet(Old, Next)).Expects(Some.Routing(blue, green, elsewhere)).ShouldBe(expected);

        [Fact]
        public void Should_Let_Both_Versions_Answer_While_Traffic_Is_Divided()
        {
            var plan = Plan(Some.Fleet(Old, Next));

            plan.Versions(10).ShouldBe(["1.5.0", "1.4.2"]);
            plan.Versions(100).ShouldBe(["1.5.0"]);
        }

        private static SwapPlan Plan(Domain.Servers.Fleet fleet) => SwapPlan.Plan(fleet, New.Name, [10, 50, 100]);
    }
}
