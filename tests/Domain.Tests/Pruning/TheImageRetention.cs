using Bundt.Domain.Images;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Pruning;

public static class TheImageRetention
{
    private static readonly ServerGroup Live = Some.Group("1.5.0", day: 5, on: Some.Blue);

    public sealed class Rule_26_Never_removes_an_image_in_use
    {
        [Fact]
        public void Should_Say_Why_Each_Is_Kept_Or_Removed() => Decisions(Stocks.Of(Live) with
        {
            Images =
            [
                Stocks.Image("ami-1", 1), Stocks.Image("ami-2", 2, keep: true), Stocks.Image("ami-3", 3), Stocks.Image("ami-4", 4), Stocks.Image("ami-5", 5),
                Stocks.Image("ami-6", 6, state: "failed"), Stocks.Image("ami-7", 7, state: "pending"), Stocks.Image("ami-8", 0, release: "v1.5.0"),
            ],
            Uses = Stocks.Uses(("ami-1", "lt-1")),
        }).ShouldBe(
        [
            new("ami-7", true, "it is being made"),
            new("ami-6", false, "used by nothing, and it is failed"),
            new("ami-5", true, "image 1 of the 2 newest"),
            new("ami-4", true, "image 2 of the 2 newest"),
            new("ami-3", false, "used by nothing and older than the 2 newest images"),
            new("ami-2", true, $"tagged {Names.Keep}"),
            new("ami-1", true, "used by the user lt-1"),
            new("ami-8", true, "web-prod-v1-5-0-1 carries v1.5.0"),
        ]);

        [Fact]
        public void Should_Keep_What_Other_Accounts_May_Launch()
        {
            var shared = Stocks.Image("ami-1", 1) with { Tags = Some.Tags((Names.Release, "v0.1.0"), (Names.SharedWith, "210987654321")) };

            Decisions(Stocks.Of(Live) with { Images = [shared, Stocks.Image("ami-2", 2), Stocks.Image("ami-3", 3)] })[^1].ShouldBe(
                new("ami-1", true, "shared with 210987654321, whose servers cannot be seen from here: let it go by taking its tag bundt:shared-with away"));
        }

        [Fact]
        public void Should_Keep_What_A_Release_Of_Another_Environment_Was_Launched_From() => OfAnOldRelease(Some.Tags(
            (Names.App, "web"), (Names.Env, "internal"), (Names.Release, "v1.0.0"))).ShouldBe(new("ami-1", true, "web-internal-v1-0-0-1 carries v1.0.0"));

        [Fact]
        public void Should_Not_Keep_What_A_Release_Of_Another_Application_Is_Named_After() => OfAnOldRelease(Some.Tags(
            (Names.App, "shop"), (Names.Env, "internal"), (Names.Release, "v1.0.0"))).Keep.ShouldBeFalse();

        private static Kept OfAnOldRelease(IReadOnlyDictionary<string, string> tags) => Decisions(Stocks.Of(Live) with
        {
            Everywhere = [Live, Some.Retired("1.0.0") with { Name = "web-internal-v1-0-0-1", Tags = tags }],
            Images = [Stocks.Image("ami-1", 1, "v1.0.0"), Stocks.Image("ami-2", 2), Stocks.Image("ami-3", 3)],
        })[^1];
    }

    public sealed class OfAGroupThatIsRemoved
    {
        private static readonly ServerGroup Gone = Some.Group("1.0.0", desired: 1) with { LaunchTemplate = "lt-0" };

        [Theory]
        [InlineData("i-1.0.0-1", false)]
        [InlineData("lt-0", false)]
        [InlineData("lt-1", true)]
        [InlineData("i-somebody", true)]
        public void Should_Go_Unless_Something_Else_Uses_It(string user, bool kept)
        {
            var stock = Stocks.Of(Live, Some.Retired("1.4.0", day: 4), Gone) with
            {
                Templates = [new("lt-0", Gone.Name, Some.Monday)],
                Images = [Stocks.Image("ami-1", 1, "v1.0.0"), Stocks.Image("ami-2", 2), Stocks.Image("ami-3", 3)],
                Uses = Stocks.Uses(("ami-1", user)),
            };

            var plan = PrunePlan.Of(stock, Stocks.Keeping2);

            plan.Groups.ShouldBe([Gone]);
            plan.Images.Select(image => image.Id.Value).ShouldBe(kept ? [] : ["ami-1"]);
        }
    }

    private static List<Kept> Decisions(Stock stock) => [.. ImageRetention.Decide(stock.Everywhere, stock.Images, stock.Uses, Stocks.Keeping2, [], []).Select(one => one.Decision)];
}
