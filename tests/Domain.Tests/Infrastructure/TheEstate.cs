using Bundt.Domain.Images;
using Bundt.Domain.Infrastructure;
using Bundt.Domain.Servers;
using Bundt.Domain.Tests.Pruning;

namespace Bundt.Domain.Tests.Infrastructure;

public static class TheEstate
{
    private static readonly ServerGroup Live = Some.Group("1.5.0", day: 5, on: Some.Blue) with { LaunchTemplate = "lt-5" };
    private static readonly ServerGroup Retired = Some.Retired("1.4.0", day: 4);
    private static readonly ServerGroup Elsewhere = Some.Retired("1.4.0", day: 4) with { Name = "web-internal-v1-4-0-1", Tags = Some.Tags((Names.App, "web"), (Names.Env, "internal"), (Names.Release, "v1.4.0")) };
    private static readonly IReadOnlyList<Image> Images = [Stocks.Image("ami-4", 4, "v1.4.0"), Stocks.Image("ami-5", 5, "v1.5.0"), Stocks.Image("ami-6", 6, "v1.6.0")];

    public sealed class OfTheLastEnvironment
    {
        [Fact]
        public void Should_Go_With_All_Groups_And_Templates_Whatever_Their_State()
        {
            var estate = Of([Live, Retired]);

            estate.Groups.ShouldBe([Live, Retired]);
            estate.Templates.Select(template => template.Id).ShouldBe(["lt-5"]);
        }

        [Fact]
        public void Should_Go_With_Images_That_Were_Never_Deployed_Too() => Of([Live, Retired]).Going.Select(image => image.Id.Value).ShouldBe(["ami-6", "ami-5", "ami-4"]);

        [Fact]
        public void Should_Keep_Images_That_Somebody_Else_Launches_From() =>
            Of([Live], uses: Stocks.Uses(("ami-5", "lt-5"), ("ami-4", "i-somebody"))).Going.Select(image => image.Id.Value).ShouldBe(["ami-6", "ami-5"]);

        [Fact]
        public void Should_Keep_Images_That_Are_Tagged_So() =>
            Of([Live], images: [Stocks.Image("ami-4", 4, keep: true)]).Going.ShouldBeEmpty();
    }

    public sealed class OfOneOfSeveralEnvironments
    {
        [Fact]
        public void Should_Keep_What_Another_One_Carries_And_The_Newest_For_Whoever_Deploys_Next() =>
            Of([Live, Elsewhere], retain: 1).Images.Select(one => (one.Image.Id.Value, one.Decision.Keep, one.Decision.Why)).ShouldBe(
            [
                ("ami-6", true, "image 1 of the 1 newest"),
                ("ami-5", false, "used by nothing and older than the 1 newest images"),
                ("ami-4", true, "web-internal-v1-4-0-1 carries v1.4.0"),
            ]);

        [Fact]
        public void Should_Leave_Its_Groups_Alone() => Of([Live, Elsewhere]).Groups.ShouldBe([Live]);
    }

    public sealed class ThatIsToBeRecovered
    {
        [Fact]
        public void Should_Keep_Every_Image() => Of([Live, Retired], keepImages: true).Going.ShouldBeEmpty();
    }

    public sealed class WithGroupsOfSomebodyElse
    {
        [Fact]
        public void Should_Name_Those_In_Its_Target_Groups_And_Take_None_Of_Them()
        {
            var byHand = Live with { Name = "by-hand", Tags = Some.Tags() };

            var estate = Of([byHand, byHand with { Name = "far-away", TargetGroups = ["arn:other"] }]);

            estate.Strangers.ShouldBe([byHand]);
            estate.Groups.ShouldBeEmpty();
        }
    }

    private static Estate Of(
        IReadOnlyList<ServerGroup> everywhere, ILookup<ImageId, ImageUse>? uses = null, IReadOnlyList<Image>? images = null, int retain = 5, bool keepImages = false) => Estate.Of(
            everywhere, [new("lt-5", "web-prod-v1-5-0-1", Some.Monday)], images ?? Images, uses ?? Stocks.Uses(("ami-5", "lt-5")), [Some.Blue.Arn, Some.Green.Arn],
            Stocks.Terms(retain), keepImages);
}
