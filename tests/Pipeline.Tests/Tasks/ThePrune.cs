using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class ThePrune : AtWork
{
    private static readonly ServerGroup Live = Some.Group("1.9.0", day: 9, on: Some.Blue);
    private static readonly ServerGroup Oldest = Some.Group("1.0.0", day: 0) with { Servers = [new("i-old", "eu-west-1a", "InService", true)] };
    private static readonly Image OldImage = new(new("ami-old"), "web-v1.0.0", "available", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string>());

    private readonly IImages _images = Substitute.For<IImages>();

    public ThePrune()
    {
        ServerGroup[] kept = [.. Enumerable.Range(5, 4).Select(number => Some.Group($"1.{number}.0", day: number))];
        Traffic.Read().Returns(Some.Routing);
        Traffic.Health(Some.Blue).Returns([]);
        Groups.Fleet(Some.Routing).Returns(Some.Fleet([Live, .. kept, Oldest]));
        _images.All().Returns([.. Enumerable.Range(4, 5).Select(number => OldImage with { Id = new($"ami-{number}"), Created = Live.Created.AddDays(number) }), OldImage]);
        _images.References().Returns(Array.Empty<ImageUse>().ToLookup(use => use.Image));
    }

    [Fact]
    public async Task Rule_27_Should_Remove_Groups_Before_Images_And_Look_For_Users_Between()
    {
        await Prune();

        Received.InOrder(() =>
        {
            Groups.Delete(Oldest);
            _images.References();
            _images.Delete(OldImage);
        });
    }

    [Fact]
    public async Task Rule_25_Should_Look_Again_Right_Before_A_Deletion()
    {
        Traffic.Health(Some.Blue).Returns([new TargetHealth("i-old", "healthy", null, null)]);

        (await Should.ThrowAsync<Problem>(Prune())).What.ShouldBe("shop-prod-v1-0-0-1 was to be pruned, but live traffic reaches it now.");

        await DeletedNothing();
    }

    [Fact]
    public async Task Rule_24_Should_Remove_Nothing_When_Live_Is_Of_Another_Run()
    {
        Context.Release = Context.Release.DeployedTo("shop-prod-v2-0-0-1").Live(Some.Routing);

        (await Should.ThrowAsync<Problem>(Prune())).What.ShouldContain("shop-prod-v1-9-0-1 is live, not shop-prod-v2-0-0-1 of this run");

        await DeletedNothing();
    }

    [Fact]
    public async Task Rule_26_Should_Remove_No_Image_When_A_Listing_Is_Incomplete()
    {
        _images.References().Returns<ILookup<ImageId, ImageUse>>(_ => throw new Problem("the listing broke off"));

        await Should.ThrowAsync<Problem>(Prune());

        await _images.DidNotReceive().Delete(Arg.Any<Image>());
    }

    private Task Prune() => new Prune(Traffic, Groups, _images, new ReleaseView(TextWriter.Null)).RunAsync(Context);

    private async Task DeletedNothing()
    {
        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
        await Groups.DidNotReceive().Retire(Arg.Any<ServerGroup>());
        await _images.DidNotReceive().Delete(Arg.Any<Image>());
    }
}
