using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Pruning;

public static class TheGroupRetention
{
    public sealed class Rule_24_Prunes_only_when_live_is_a_successful_release
    {
        private static readonly ServerGroup Live = Some.Group("1.4.2", on: Some.Blue);

        [Fact]
        public void Should_Not_Refuse_When_Live_Is_Ours() => GroupRetention.Refusal(Some.Fleet(Live), null).ShouldBeNull();

        [Fact]
        public void Should_Not_Refuse_When_Live_Is_Of_This_Run() => GroupRetention.Refusal(Some.Fleet(Live), Live.Name).ShouldBeNull();

        [Fact]
        public void Should_Refuse_When_Nothing_Is_Live() => GroupRetention.Refusal(Some.Fleet(Some.Group("1.4.2")), null).ShouldBe("nothing is live");

        [Fact]
        public void Should_Refuse_When_Live_Is_Not_Ours() =>
            GroupRetention.Refusal(Some.Fleet(Live with { Name = "legacy", Tags = Some.Tags() }), null).ShouldBe("legacy, which is live, is not a release of Bundt");

        [Theory]
        [InlineData(Names.Failed)]
        [InlineData(Names.RolledBack)]
        public void Should_Refuse_When_Live_Has_Failed(string tag) =>
            GroupRetention.Refusal(Some.Fleet(Some.Group("1.4.2", on: Some.Blue, tags: (tag, "why"))), null)!.ShouldContain("marked as failed");

        [Fact]
        public void Should_Refuse_While_Traffic_Is_Divided() => GroupRetention.Refusal(
            Some.Divided(90, 10, Live, Some.Group("1.5.0", day: 1, on: Some.Green, tags: (Names.Replaces, Live.Name))), null)!.ShouldStartWith("live traffic is divided");

        [Fact]
        public void Should_Refuse_When_Live_Is_Of_Another_Run() =>
            GroupRetention.Refusal(Some.Fleet(Live), "web-prod-v1-5-0-1").ShouldBe("web-prod-v1-4-2-1 is live, not web-prod-v1-5-0-1 of this run");
    }

    public sealed class Of_Groups
    {
        [Fact]
        public void Should_Keep_The_Newest_And_Say_Why_For_Each()
        {
            ServerGroup[] fleet =
            [
                Some.Group("1.4.0", day: 4, on: Some.Blue, tags: (Names.Replaces, "web-prod-v1-0-0-1")),
                Some.Group("1.5.0", day: 5, on: Some.Green, tags: (Names.Failed, "sick")),
                Some.Retired("1.3.0", day: 3), Some.Retired("1.2.0", day: 2), Some.Retired("1.1.0", day: 1), Some.Retired("1.0.0"),
                Some.Retired("1.2.1", day: 2, tags: (Names.Failed, "sick")), Some.Retired("1.2.2", day: 2, tags: (Names.RolledBack, "slow")),
            ];

            Decisions(Stocks.Of([.. fleet]), retain: 2).ShouldBe(
            [
                new("web-prod-v1-5-0-1", true, "still has servers; goes after its deadline"),
                new("web-prod-v1-4-0-1", true, "live"),
                new("web-prod-v1-3-0-1", true, "deployment 2 of the 2 newest"),
                new("web-prod-v1-2-0-1", false, "older than the 2 newest deployments"),
                new("web-prod-v1-2-1-1", false, "its deployment failed"),
                new("web-prod-v1-2-2-1", false, "traffic was taken back from it"),
                new("web-prod-v1-1-0-1", false, "older than the 2 newest deployments"),
                new("web-prod-v1-0-0-1", true, "the live group replaced it"),
            ]);
        }

        [Fact]
        public void Should_Call_A_Predecessor_With_Servers_Ready() => Decisions(Stocks.Of(
            Some.Group("1.1.0", day: 1, on: Some.Blue, tags: (Names.Replaces, "web-prod-v1-0-0-1")), Some.Group("1.0.0", on: Some.Green)), 1)[1].Why
            .ShouldBe("the live group replaced it; ready for a rollback");

        [Fact]
        public void Should_Not_Speak_Of_Groups_Of_Others() => Decisions(Stocks.Of(
            Some.Group("1.1.0", on: Some.Blue),
            Some.Group("1.0.0", tags: []) with { Tags = Some.Tags() },
            Some.Group("1.0.0") with { Tags = Some.Tags((Names.App, "web"), (Names.Env, "internal")) },
            Some.Group("1.0.0") with { Tags = Some.Tags((Names.App, "shop"), (Names.Env, "prod")) },
            Some.Group("1.0.0") with { Deleting = true }), 1).Select(decision => decision.What).ShouldBe(["web-prod-v1-1-0-1"]);

        [Fact]
        public void Rule_25_Should_Keep_Whatever_Is_Attached_Where_Live_Traffic_Goes() => Decisions(Stocks.Of(
            Some.Group("1.1.0", day: 1, on: Some.Blue), Some.Group("1.0.0", on: Some.Blue, desired: 0)), 1)
            .ShouldAllBe(decision => decision.Keep);

        [Fact]
        public void Rule_25_Should_Keep_A_Group_Whose_Server_Somebody_Registered_By_Hand()
        {
            var stock = Stocks.Of(Some.Group("1.1.0", day: 1, on: Some.Blue), Some.Group("1.0.0", desired: 1)) with { Serving = new HashSet<string> { "i-1.0.0-1" } };

            Decisions(stock, 1)[1].ShouldBe(new("web-prod-v1-0-0-1", true, "its server i-1.0.0-1 is in a target group that is live"));
        }

        private static IReadOnlyList<Kept> Decisions(Stock stock, int retain) => [.. GroupRetention.Decide(stock, Stocks.Terms(retain)).Select(one => one.Decision)];
    }

    public sealed class Retiring
    {
        [Fact]
        public void Should_Take_Kept_Groups_That_Serve_No_Rollback_Any_More()
        {
            var live = Some.Group("1.5.0", day: 5, on: Some.Blue);
            var ended = Some.Group("1.4.0", day: 4, on: Some.Green, desired: 0);
            var detached = Some.Group("1.3.0", day: 3);

            Retired(Stocks.Of(live, ended, detached, Some.Retired("1.2.0", day: 2), Some.Group("1.1.0", day: 1, on: Some.Green), Some.Group("1.0.0")))
                .ShouldBe([ended, detached]);
        }

        [Fact]
        public void Should_Never_Take_The_Live_Group() => Retired(Stocks.Of(Some.Group("1.5.0", on: Some.Blue, desired: 0))).ShouldBeEmpty();

        [Fact]
        public void Rule_25_Should_Never_Take_One_That_Live_Traffic_Reaches_Through_A_Server() => Retired(
            Stocks.Of(Some.Group("1.5.0", day: 5, on: Some.Blue), Some.Group("1.4.0", day: 4)) with { Serving = new HashSet<string> { "i-1.4.0-2" } }).ShouldBeEmpty();

        private static IReadOnlyList<ServerGroup> Retired(Stock stock) => PrunePlan.Of(stock, Stocks.Terms(5)).Retired;
    }
}
