using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public static class TheRollbackPlan
{
    private static readonly ServerGroup Retired = Some.Retired("1.4.1");
    private static readonly ServerGroup Warm = Some.Group("1.4.2", day: 1, on: Some.Green, tags: (Names.Replaces, Retired.Name));
    private static readonly ServerGroup Live = Some.Group("1.5.0", day: 2, on: Some.Blue, tags: (Names.Replaces, Warm.Name));

    private static RollbackPlan? Choose(string? to, params ServerGroup[] groups) => RollbackPlan.Choose(Some.Fleet(groups), to is null ? null : Some.Version(to));

    private static ServerGroup With(ServerGroup group, params (string Key, string Value)[] tags) =>
        group with { Tags = group.Tags.Concat(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))).ToDictionary() };

    public sealed class Rule_23_A_rollback_with_nothing_to_do_does_nothing
    {
        [Fact]
        public void Should_Do_Nothing_Before_The_First_Release() => Choose(null).ShouldBeNull();

        [Fact]
        public void Should_Do_Nothing_After_The_First_Release() => Choose(null, Some.Group("1.0.0", on: Some.Blue), Warm).ShouldBeNull();

        [Fact]
        public void Should_Do_Nothing_When_That_Release_Is_Live() => Choose("1.5.0", Live, Warm).ShouldBeNull();
    }

    public sealed class Rule_22_Where_a_rollback_goes
    {
        [Fact]
        public void Should_Go_To_What_Live_Replaced() => Choose(null, Live, Warm, Some.Group("1.4.9", day: 3))!.Group.ShouldBe(Warm);

        [Fact]
        public void Should_Go_Further_Back_The_Next_Time() =>
            Choose(null, Warm with { TargetGroups = [Some.Blue.Arn] }, Retired, Live with { TargetGroups = [Some.Green.Arn] })!.Group.ShouldBe(Retired);

        [Theory]
        [InlineData("1.4.2", false, true)]
        [InlineData("1.4.1", false, false)]
        [InlineData("1.4.0", true, false)]
        public void Should_Go_To_A_Named_Release_Through_Its_Group_Or_Else_Its_Image(string to, bool fromImage, bool warm)
        {
            var plan = Choose(to, Live, Warm, Retired)!;

            (plan.Group is null, plan.IsWarm(Some.Fleet(Live, Warm, Retired)), plan.Release!.ToString()).ShouldBe((fromImage, warm, to));
        }

        [Fact]
        public void Should_Take_The_Group_That_Needs_The_Least() => Choose("1.4.2", Live, Warm, Some.Retired("1.4.2", day: 9))!.Group.ShouldBe(Warm);

        [Fact]
        public void Should_Go_Forward_To_A_Release_That_Was_Taken_Back_Only_When_It_Is_Named()
        {
            var (back, taken) = (With(Some.Group("1.4.2", day: 1, on: Some.Blue), (Names.Replaces, "web-prod-v1-5-0-1")), With(Live with { TargetGroups = [Some.Green.Arn] }, (Names.RolledBack, "by me")));

            Choose("1.5.0", back, taken)!.Group.ShouldBe(taken);
            Should.Throw<Problem>(() => Choose(null, back, taken)).Next!.ShouldContain("--to=1.5.0");
        }

        [Fact]
        public void Should_Not_Take_A_Group_Whose_Deployment_Failed() => Choose("1.4.1", Live, Warm, With(Retired, (Names.Failed, "no")))!.Group.ShouldBeNull();

        [Fact]
        public void Should_Say_That_It_Is_Gone()
        {
            var problem = Should.Throw<Problem>(() => Choose(null, Live));

            problem.What.ShouldBe("web-prod-v1-5-0-1 replaced web-prod-v1-4-2-1, which is gone.");
            problem.Next!.ShouldContain("--to=");
        }

        [Theory]
        [InlineData(0, 0, true, false)]
        [InlineData(1, 0, false, true)]
        [InlineData(2, 2, false, false)]
        [InlineData(1, 4, true, true)]
        [InlineData(3, 4, false, false)]
        public void Should_Move_To_More_Healthy_Servers_Than_Live_Has_Or_At_Once_When_Told_So(int healthy, int live, bool now, bool moves) =>
            RollbackPlan.MayMove(healthy, live, now).ShouldBe(moves);
    }

    public sealed class When_one_was_broken_off
    {
        private static readonly (string, string) WasWarm = (Names.WarmUntil, "2026-03-03T10:00:00Z");
        private static readonly ServerGroup Back = With(Warm with { TargetGroups = [Some.Blue.Arn] }, WasWarm);
        private static readonly ServerGroup Left = Live with { TargetGroups = [Some.Green.Arn] };

        [Fact]
        public void Should_Be_Ended_And_Not_Go_Further_Back() => RollbackPlan.IsUnfinished(Some.Fleet(Back, Left, Retired)).ShouldBeTrue();

        [Fact]
        public void Should_Be_Over_When_Live_Is_Not_Called_Warm_Any_More() =>
            RollbackPlan.IsUnfinished(Some.Fleet(Warm with { TargetGroups = [Some.Blue.Arn] }, Left)).ShouldBeFalse();

        [Fact]
        public void Should_Not_Be_Taken_For_A_Release_Of_The_Same_Group_That_Was_Broken_Off() =>
            RollbackPlan.IsUnfinished(Some.Fleet(Back with { Tags = new Dictionary<string, string>(Back.Tags) { [Names.Replaces] = Left.Name } }, Left)).ShouldBeFalse();

        [Fact]
        public void Should_Mark_What_Traffic_Came_From_And_Nothing_Older()
        {
            RollbackPlan.Unmarked(Some.Fleet(Back, Left)).ShouldBe([Left]);
            RollbackPlan.Unmarked(Some.Fleet(Back, With(Left, (Names.RolledBack, "by me")))).ShouldBeEmpty();
            RollbackPlan.Unmarked(Some.Fleet(Live, Warm)).ShouldBeEmpty();
            // Launched anew from its image, the older release has the younger group.
            RollbackPlan.Unmarked(Some.Fleet(Back with { Created = Left.Created.AddDays(1) }, Left)).ShouldBe([Left]);
        }
    }
}
