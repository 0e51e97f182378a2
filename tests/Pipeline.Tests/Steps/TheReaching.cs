using Bundt.Cloud;
using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheReaching : AtWork
{
    private const string Name = "shop-v1.5.0-0123456789ab";
    private const string FarAndWide = "copyTo: [eu-central-1], shareWith: [\"210987654321\"]";
    private static readonly string Commit = new('a', 40);
    private readonly IImages _images = Substitute.For<IImages>();
    private readonly IImageReach _reach = Substitute.For<IImageReach>();

    public TheReaching()
    {
        _images.Find(Made.Id).Returns(Made);
        _reach.Find(Name, "eu-west-1").Returns(new Placement("eu-west-1", Made, []));
    }

    [Fact]
    public async Task Should_Wait_For_All_Copies_At_Once_And_Not_Ask_Again_Where_One_Is()
    {
        Settings("copyTo: [eu-central-1,us-east-1]");
        var pending = Made with { Id = new("ami-3"), State = "pending" };
        _reach.Find(Name, "eu-central-1").Returns(new Placement("eu-central-1", Made with { Id = new("ami-2") }, []));
        _reach.Find(Name, "us-east-1").Returns(null, null, new Placement("us-east-1", pending, []), new Placement("us-east-1", pending with { State = "available" }, []));

        await Reaching.Complete(Context, Made.Id);

        await _reach.Received(2).Find(Name, "eu-central-1");
        await _reach.Received(4).Find(Name, "us-east-1");
    }

    [Fact]
    public async Task Should_Copy_First_And_Then_Give_Each_What_It_Lacks()
    {
        Settings(FarAndWide);
        var copy = Made with { Id = new("ami-2"), State = "pending" };
        _reach.Find(Name, "eu-central-1").Returns(null, new Placement("eu-central-1", copy, []), new Placement("eu-central-1", copy with { State = "available" }, []));

        await Reaching.Complete(Context, Made.Id);

        Received.InOrder(() =>
        {
            _reach.Copy(Made, "eu-central-1");
            _reach.Take(Arg.Is<Placement>(found => found.Region == "eu-west-1"), new ReachStep.DemandImdsV2());
            _reach.Take(Arg.Is<Placement>(found => found.Region == "eu-west-1"), Arg.Any<ReachStep.Share>());
            _reach.Take(Arg.Is<Placement>(found => found.Image.Id.Value == "ami-2" && found.Image.IsAvailable), new ReachStep.DemandImdsV2());
            _reach.Take(Arg.Is<Placement>(found => found.Image.Id.Value == "ami-2"), Arg.Any<ReachStep.Share>());
        });
    }

    [Fact]
    public async Task Rule_04_Should_Write_Nothing_When_All_Is_There()
    {
        Settings(FarAndWide);
        var all = Made with { DemandsImdsV2 = true };
        foreach (var region in new[] { "eu-west-1", "eu-central-1" })
            _reach.Find(Name, region).Returns(new Placement(region, all, ["210987654321"]));

        (await Reaching.IsShort(Context, all)).ShouldBeFalse();
        await Reaching.Complete(Context, Made.Id);

        _reach.ReceivedCalls().ShouldAllBe(call => call.GetMethodInfo().Name == nameof(IImageReach.Find));
    }

    [Fact]
    public async Task Should_Be_Short_Where_A_Copy_Is_Missing()
    {
        Settings(FarAndWide);
        _reach.Find(Name, "eu-west-1").Returns(new Placement("eu-west-1", Made with { DemandsImdsV2 = true }, ["210987654321"]));

        (await Reaching.IsShort(Context, Made)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("self", "There is no image of v1.5.0 of this account in eu-west-1.", "its bake.copyTo has to name eu-west-1.")]
    [InlineData("210987654321", "There is no image of v1.5.0 of the account 210987654321 in eu-west-1.", "its bake.shareWith has to name 123456789012, and its copyTo eu-west-1 where it bakes elsewhere.")]
    public async Task Should_Say_Where_An_Image_Has_To_Come_From(string owner, string what, string next)
    {
        Settings($"from: {{ owner: \"{owner}\" }}");

        var problem = await Should.ThrowAsync<Problem>(Reaching.Taken(Context));

        problem.What.ShouldBe(what);
        problem.Next.ShouldNotBeNull().ShouldEndWith(next);
    }

    [Fact]
    public async Task Rule_07_Should_Not_Take_An_Image_Of_Another_Commit()
    {
        Settings("from: { owner: \"210987654321\" }");
        _images.Of(Some.Version).Returns(Made with { Description = Names.ImageDescription("shop", Some.Version, Commit) });

        (await Should.ThrowAsync<Problem>(Reaching.Taken(Context))).What.ShouldBe($"ami-1 ({Name}) holds {Commit}, and v1.5.0 stands on abc.");
    }

    private static Image Made { get; } = new(new("ami-1"), Name, "available", DateTimeOffset.UtcNow, [], new Dictionary<string, string>());

    private Reaching Reaching => new(_images, _reach, new Poll(TimeProvider.System), TimeProvider.System, new ReleaseView(TextWriter.Null));

    private void Settings(string bake)
    {
        var file = Path.Combine(Context.Settings.Home.Team, "environments", "prod.yaml");
        var text = File.ReadAllText(file);
        var at = text.IndexOf("  source:", StringComparison.Ordinal);
        File.WriteAllText(file, text.Insert(at, string.Concat(bake.Split(", ", 2).Select(line => $"  {line}\n"))));
    }
}
