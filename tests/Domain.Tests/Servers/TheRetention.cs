using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public static class TheRetention
{
    public sealed class Rule_24_Prunes_only_when_live_is_a_successful_release
    {
        private static readonly ServerGroup Live = Some.Group("1.4.2", on: Some.Blue);

        [Fact]
        public void Should_Not_Refuse_When_Live_Is_Ours() => Retention.Refusal(Some.Fleet(Live), null).ShouldBeNull();

        [Fact]
        public void Should_Not_Refuse_When_Live_Is_Of_This_Run() => Retention.Refusal(Some.Fleet(Live), Live.Name).ShouldBeNull();

        [Fact]
        public void Should_Refuse_When_Nothing_Is_Live() => Retention.Refusal(Some.Fleet(Some.Group("1.4.2")), null).ShouldBe("nothing is live");

        [Fact]
        public void Should_Refuse_When_Live_Is_Not_Ours() =>
            Retention.Refusal(Some.Fleet(Live with { Name = "legacy", Tags = Some.Tags() }), null).ShouldBe("legacy, which is live, is not a release of Bundt");

        [Theory]
        [InlineData(Names.Failed)]
        [InlineData(Names.RolledBack)]
        public void Should_Refuse_When_Live_Has_Failed(string tag) =>
            Retention.Refusal(Some.Fleet(Some.Group("1.4.2", on: Some.Blue, tags: (tag, "why"))), null)!.ShouldContain("marked as failed");

        [Fact]
        public void Should_Refuse_When_Live_Is_Of_Another_Run() =>
            Retention.Refusal(Some.Fleet(Live), "web-prod-v1-5-0-1").ShouldBe("web-prod-v1-4-2-1 is live, not web-prod-v1-5-0-1 of this run");
    }

    public sealed class Of_Groups
    {
        [Fact]
        public void Should_Keep_The_Newest_And_Say_Why_For_Each()
        {
            var fleet = Some.Fleet(
                Some.Group("1.4.0", day: 4, on: Some.Blue, tags: (Names.Replaces, "web-prod-v1-0-0-1")),
                Some.Group("1.5.0", day: 5, on: Some.Green, tags: (Names.Failed, "sick")),
                Some.Retired("1.3.0", day: 3), Some.Retired("1.2.0", day: 2), Some.Retired("1.1.0", day: 1), Some.Retired("1.0.0"),
                Some.Retired("1.2.1", day: 2, tags: (Names.Failed, "sick")));

            Decisions(fleet, retain: 2).ShouldBe(
            [
                new("web-prod-v1-5-0-1", true, "still has servers; goes after its deadline"),
                new("web-prod-v1-4-0-1", true, "live"),
                new("web-prod-v1-3-0-1", true, "deployment 2 of the 2 newest"),
                new("web-prod-v1-2-0-1", false, "older than the 2 newest deployments"),
                new("web-prod-v1-2-1-1", false, "its deployment failed"),
                new("web-prod-v1-1-0-1", false, "older than the 2 newest deployments"),
                new("web-prod-v1-0-0-1", true, "the live group replaced it"),
            ]);
        }

        [Fact]
        public void Should_Call_A_Predecessor_With_Servers_Ready() => Decisions(Some.Fleet(
            Some.Group("1.1.0", day: 1, on: Some.Blue, tags: (Names.Replaces, "web-prod-v1-0-0-1")), Some.Group("1.0.0", on: Some.Green)), 1)[1].Why
            .ShouldBe("the live group replaced it; ready for a rollback");

        [Fact]
        public void Should_Not_Speak_Of_Groups_Of_Others() => Decisions(Some.Fleet(
            Some.Group("1.1.0", on: Some.Blue),
            Some.Group("1.0.0", tags: []) with { Tags = Some.Tags() },
            Some.Group("1.0.0") with { Tags = Some.Tags((Names.App, "web"), (Names.Env, "internal")) },
            Some.Group("1.0.0") with { Tags = Some.Tags((Names.App, "shop"), (Names.Env, "prod")) },
            Some.Group("1.0.0") with { Deleting = true }), 1).Select(decision => decision.What).ShouldBe(["web-prod-v1-1-0-1"]);

        [Fact]
        public void Rule_25_Should_Keep_Whatever_Is_Attached_Where_Live_Traffic_Goes() => Decisions(Some.Fleet(
            Some.Group("1.1.0", day: 1, on: Some.Blue), Some.Group("1.0.0", on: Some.Blue, desired: 0)), 1)
            .ShouldAllBe(decision => decision.Keep);

        private static IReadOnlyList<Kept> Decisions(Fleet fleet, int retain) => Retention.Groups(fleet, "web", "prod", retain);
    }

    public sealed class Retiring
    {
        [Fact]
        public void Should_Take_Kept_Groups_That_Serve_No_Rollback_Any_More()
        {
            var live = Some.Group("1.5.0", day: 5, on: Some.Blue);
            var ended = Some.Group("1.4.0", day: 4, on: Some.Green, desired: 0);
            var detached = Some.Group("1.3.0", day: 3);
            var fleet = Some.Fleet(live, ended, detached, Some.Retired("1.2.0", day: 2), Some.Group("1.1.0", day: 1, on: Some.Green), Some.Group("1.0.0"));

            Retention.ToRetire(fleet, Retention.Groups(fleet, "web", "prod", 5)).ShouldBe([ended, detached]);
        }

        [Fact]
        public void Should_Never_Take_The_Live_Group()
        {
            var fleet = Some.Fleet(Some.Group("1.5.0", on: Some.Blue, desired: 0));

            Retention.ToRetire(fleet, Retention.Groups(fleet, "web", "prod", 5)).ShouldBeEmpty();
        }
    }

    public sealed class Rule_26_Never_removes_an_image_in_use
    {
        [Fact]
        public void Should_Keep_What_Is_Referred_To_Marked_Or_New_And_Say_Why()
        {
            Image[] images = [Image("ami-1", 1), Image("ami-2", 2, Names.Keep), Image("ami-3", 3), Image("ami-4", 4), Image("ami-5", 5)];
            ImageUse[] uses = [new(new("ami-1"), "web-internal-v1-0-0-1", "launch template web-internal-v1-0-0-1 version 1")];

            Retention.Images(images, uses.ToLookup(use => use.Image), 2).ShouldBe(
            [
                new("ami-5", true, "image 1 of the 2 newest"),
                new("ami-4", true, "image 2 of the 2 newest"),
                new("ami-3", false, "used by nothing and older than the 2 newest images"),
                new("ami-2", true, $"tagged {Names.Keep}"),
                new("ami-1", true, "used by launch template web-internal-v1-0-0-1 version 1"),
            ]);
        }

        private static Image Image(string id, int day, params string[] tags) =>
            new(new(id), $"web-{id}", "available", Some.Monday.AddDays(day), [], tags.ToDictionary(tag => tag, _ => ""));
    }
}
