using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public static class TheFleet
{
    public sealed class Who_Is_Live
    {
        [Fact]
        public void Should_Be_Read_From_The_Load_Balancer()
        {
            var (old, young) = (Some.Group("1.0.0", day: 1, on: Some.Blue), Some.Group("1.1.0", day: 2, on: Some.Green));

            Some.Fleet(old, young).Live.ShouldBe(old);
            Some.Fleet(old, young).Idle.ShouldBe([young]);
            (Some.Fleet(old, young) with { Routing = Some.Routing(blue: 0, green: 1) }).Live.ShouldBe(young);
        }

        [Fact]
        public void Should_Be_Nobody_Before_The_First_Release() => Some.Fleet(Some.Group("1.0.0", on: Some.Green), Some.Group("0.9.0")).Live.ShouldBeNull();

        [Fact]
        public void Should_Be_A_Group_Of_The_Old_Way_Too()
        {
            var stranger = Some.Group("1.0.0", on: Some.Blue) with { Name = "legacy", Tags = Some.Tags() };

            Some.Fleet(stranger).Live.ShouldBe(stranger);
            stranger.Release.ShouldBeNull();
        }

        [Fact]
        public void Should_Not_Be_A_Group_That_Is_Leaving() => Some.Fleet(Some.Group("1.0.0", on: Some.Blue) with { Deleting = true }).Live.ShouldBeNull();
    }

    public sealed class How_Traffic_Is_Divided
    {
        private static readonly ServerGroup Old = Some.Group("1.0.0", day: 1, on: Some.Blue);
        private static readonly ServerGroup New = Some.Group("1.1.0", day: 2, on: Some.Green, tags: (Names.Replaces, Old.Name));

        [Fact]
        public void Should_Not_Be_When_It_Goes_To_One() => Some.Fleet(Old, New).Split.ShouldBeNull();

        [Fact]
        public void Should_Tell_Old_From_New_By_What_Replaces_What()
        {
            var fleet = Some.Divided(90, 10, Old, New);

            fleet.Split.ShouldBe(new(Old, New, 10));
            fleet.Live.ShouldBe(Old);
            fleet.Idle.ShouldBeEmpty();
            fleet.Serves(Old).ShouldBeTrue();
            fleet.Serves(New).ShouldBeTrue();
        }

        [Fact]
        public void Should_Be_The_Other_Way_Round_On_The_Way_Back_To_Blue()
        {
            var (old, young) = (Old with { TargetGroups = [Some.Green.Arn] }, New with { TargetGroups = [Some.Blue.Arn] });

            Some.Divided(30, 70, old, young).Split.ShouldBe(new(old, young, 30));
        }

        [Fact]
        public void Should_Take_The_Younger_For_New_Where_Each_Has_Replaced_The_Other()
        {
            var old = Old with { Tags = Some.Tags((Names.Release, "v1.0.0"), (Names.Replaces, New.Name)) };

            Some.Divided(90, 10, old, New).Split.ShouldBe(new(old, New, 10));
            Some.Divided(90, 10, old with { Created = New.Created.AddDays(1) }, New).Split!.New.Name.ShouldBe(old.Name);
        }

        [Fact]
        public void Should_Not_Guess_When_No_Swap_Has_Divided_It()
        {
            var stranger = New with { Tags = Some.Tags((Names.Release, "v1.1.0")) };

            Should.Throw<Problem>(() => Some.Divided(90, 10, Old, stranger).Split).What.ShouldContain("forwards 90 to web-prod-blue, 10 to web-prod-green");
            Should.Throw<Problem>(() => Some.Divided(90, 10, Old).Live);
        }

        [Fact]
        public void Should_Say_How_To_Go_On() => Some.Divided(90, 10, Old, New).Split!.Refusal.Message
            .ShouldSatisfyAllConditions(
                text => text.ShouldContain("10 % go to web-prod-v1-1-0-1 and 90 % to web-prod-v1-0-0-1"),
                text => text.ShouldContain("--release=1.1.0"),
                text => text.ShouldContain("--target=Rollback"));
    }

    public sealed class Who_Is_Warm
    {
        private static readonly (string, string) Until = (Names.WarmUntil, "2026-03-02T10:00:00Z");

        [Fact]
        public void Should_Be_The_Idle_Group_With_A_Deadline_And_Servers()
        {
            var warm = Some.Group("1.0.0", on: Some.Green, tags: Until);

            Some.Fleet(warm, Some.Group("1.1.0", on: Some.Blue)).Warm.ShouldBe(warm);
            warm.WarmUntil.ShouldBe(Some.Monday.AddHours(1));
        }

        [Fact]
        public void Should_Be_Nobody_After_The_Deadline() => Some.Fleet(Some.Group("1.0.0", on: Some.Green, desired: 0, tags: Until)).Warm.ShouldBeNull();

        [Fact]
        public void Should_Never_Be_The_Live_Group() => Some.Fleet(Some.Group("1.0.0", on: Some.Blue, tags: Until)).Warm.ShouldBeNull();
    }

    public sealed class Who_Carries_A_Release
    {
        private static readonly ServerGroup Group = Some.Group("1.4.2", on: Some.Green, tags: (Names.Config, "c1"));

        [Fact]
        public void Should_Be_The_Group_Of_That_Release_Image_And_Settings() => Carrying(Group).ShouldBe(Group);

        [Fact]
        public void Should_Be_A_Group_Whose_Servers_Have_Not_Been_Launched_Yet() => Carrying(Group with { Servers = [] }).ShouldNotBeNull();

        [Fact]
        public void Should_Be_The_Younger_Of_Two()
        {
            var younger = Group with { Name = "web-prod-v1-4-2-2", Created = Group.Created.AddHours(1) };

            Carrying(Group, younger).ShouldBe(younger);
        }

        [Fact]
        public void Should_Not_Be_A_Group_That_Differs_Failed_Is_Retired_Or_Leaving()
        {
            ServerGroup[] others =
            [
                Some.Group("1.4.1", on: Some.Green, tags: (Names.Config, "c1")),
                Some.Group("1.4.2", on: Some.Green, tags: (Names.Config, "c2")),
                Some.Group("1.4.2", on: Some.Green, tags: [(Names.Config, "c1"), (Names.Failed, "sick")]),
                Some.Group("1.4.2", on: Some.Green, tags: [(Names.Config, "c1"), (Names.RolledBack, "by run 7")]),
                Group with { Servers = [Some.Server("i-1") with { Image = new("ami-2") }] },
                Group with { TargetGroups = [] },
                Group with { Desired = 0 },
                Group with { Deleting = true },
            ];

            foreach (var other in others)
                Carrying(other).ShouldBeNull();
        }

        private static ServerGroup? Carrying(params ServerGroup[] groups) => Some.Fleet(groups).Carrying(Some.Version("1.4.2"), Some.Ami, "c1");
    }

    public sealed class The_Next_Name
    {
        [Fact]
        public void Should_Begin_At_One() => Some.Fleet(Some.Group("1.4.1")).NextName("web", "prod", Some.Version("1.4.2")).ShouldBe("web-prod-v1-4-2-1");

        [Fact]
        public void Should_Follow_The_Last_Deployment_Even_One_That_Is_Leaving() =>
            Some.Fleet(Some.Group("1.4.2"), Some.Group("1.4.2") with { Name = "web-prod-v1-4-2-7", Deleting = true })
                .NextName("web", "prod", Some.Version("1.4.2")).ShouldBe("web-prod-v1-4-2-8");

        [Theory]
        [InlineData("1.4.0-rc.1", "1.4.0-rc-1", "web-prod-v1-4-0-rc-1-2")]
        [InlineData("1.4.0-1", "1.4.0", "web-prod-v1-4-0-1")]
        [InlineData("1.4.0", "1.4.0-1", "web-prod-v1-4-0-1-1")]
        public void Should_Not_Be_That_Of_Another_Release(string there, string next, string expected) =>
            Some.Fleet(Some.Group(there)).NextName("web", "prod", Some.Version(next)).ShouldBe(expected);
    }
}
