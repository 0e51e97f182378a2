using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class ThePrune : AtWork
{
    private static readonly ServerGroup Live = Some.Group("1.9.0", day: 9, on: Some.Blue);
    private static readonly ServerGroup Oldest = Some.Group("1.0.0", day: 0) with { LaunchTemplate = "lt-0", Servers = [new("i-old", "eu-west-1a", "InService", true)] };
    private static readonly LaunchTemplate Its = new("lt-0", Oldest.Name, DateTimeOffset.UnixEpoch);
    private static readonly LaunchTemplate Left = new("lt-1", "shop-prod-v1-8-1-1", DateTimeOffset.UnixEpoch);
    private static readonly Image OldImage = new(new("ami-old"), "web-v1.0.0", "available", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string>());

    private readonly IImages _images = Substitute.For<IImages>();
    private readonly ILaunchTemplates _templates = Substitute.For<ILaunchTemplates>();
    private readonly StringWriter _output = new();

    public ThePrune()
    {
        ServerGroup[] groups = [Live, .. Enumerable.Range(5, 4).Select(number => Some.Group($"1.{number}.0", day: number)), Oldest];
        Traffic.Read().Returns(Some.Routing);
        Traffic.Health(Arg.Any<TargetGroup>()).Returns([]);
        Groups.Fleet(Arg.Any<Routing>()).Returns(call => Some.Fleet(groups) with { Routing = call.Arg<Routing>() });
        Groups.Everywhere().Returns(groups);
        _templates.All().Returns([Its, Left]);
        _images.All().Returns([.. Enumerable.Range(4, 5).Select(number => OldImage with { Id = new($"ami-{number}"), Created = Live.Created.AddDays(number) }), OldImage]);
        _images.References().Returns(Array.Empty<ImageUse>().ToLookup(use => use.Image));
    }

    [Fact]
    public async Task Rule_27_Should_Remove_Groups_Before_Templates_Before_Images_And_Look_For_Users_Between()
    {
        await Prune();

        Received.InOrder(() =>
        {
            _images.References();
            Groups.Delete(Oldest);
            Groups.Forget(Arg.Any<IReadOnlyList<ServerGroup>>());
            _templates.Delete(Left);
            _images.References();
            _images.Delete(OldImage);
        });
        Context.Lease.IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_Say_Of_Everything_Why_It_Stays_Or_Goes()
    {
        await Prune();

        string[] some =
        [
            $"{Live.Name} stays: live", $"{Oldest.Name} goes: older than the 5 newest deployments", $"launch template {Oldest.Name} goes: goes with {Oldest.Name}",
            $"launch template {Left.Name} goes: no group is launched from it", "ami-8 stays: image 1 of the 5 newest", "ami-old goes: used by nothing",
        ];
        some.ShouldAllBe(line => _output.ToString().Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_Leave_A_Launch_Template_To_Somebody_Else_Who_Launches_From_It()
    {
        Groups.Everywhere().Returns([Live, Oldest, Some.Group("1.0.0", day: 0) with { Name = "theirs", LaunchTemplate = "lt-0", Tags = new Dictionary<string, string>() }]);
        Groups.Find(Oldest.Name).Returns(Oldest);

        await Prune();

        await Groups.Received().Forget(Arg.Is<IReadOnlyList<ServerGroup>>(groups => groups.Single().Name == Oldest.Name && groups.Single().LaunchTemplate == null));
    }

    [Theory]
    [InlineData("arn:blue")]
    [InlineData("arn:green")]
    [InlineData("arn:elsewhere")]
    public async Task Rule_25_Should_Look_Again_Right_Before_A_Deletion_Wherever_Traffic_Goes_By_Then(string target)
    {
        Traffic.Read().Returns(Some.Routing, Some.Routing with { Weights = new Dictionary<string, int> { [Some.Blue.Arn] = 1, [target] = 1 } });
        Traffic.Health(Arg.Any<TargetGroup>()).Returns(call => target == "arn:blue" ? [] : Serving(call.Arg<TargetGroup>(), target));
        if (target == "arn:blue")
            Groups.Find(Oldest.Name).Returns(Oldest with { TargetGroups = [target] });

        (await Should.ThrowAsync<Problem>(Prune())).What.ShouldStartWith("shop-prod-v1-0-0-1 was to be pruned, but live traffic reaches it now: ");

        await DeletedNothing();
    }

    [Fact]
    public async Task Rule_25_Should_Keep_A_Group_Whose_Server_Somebody_Registered_By_Hand()
    {
        Traffic.Health(Some.Blue).Returns([new TargetHealth("i-old", "healthy", null, null)]);

        await Prune();

        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
        await Groups.DidNotReceive().Retire(Arg.Any<ServerGroup>());
    }

    [Fact]
    public async Task Rule_24_Should_Remove_Nothing_When_Live_Is_Of_Another_Run()
    {
        Context.Release = Context.Release.DeployedTo("shop-prod-v2-0-0-1").Live(Some.Routing);

        (await Should.ThrowAsync<Problem>(Prune())).What.ShouldContain("shop-prod-v1-9-0-1 is live, not shop-prod-v2-0-0-1 of this run");

        await DeletedNothing();
    }

    [Theory]
    [InlineData("groups")]
    [InlineData("groups of other environments")]
    [InlineData("health")]
    [InlineData("launch templates")]
    [InlineData("images")]
    [InlineData("users of images")]
    public async Task Rule_26_Should_Remove_Nothing_At_All_When_A_Listing_Is_Incomplete(string listing)
    {
        BreakOff(listing);

        var refusal = await Should.ThrowAsync<Problem>(Prune());

        refusal.What.ShouldBe("Nothing can be pruned while not everything is known: the listing broke off");
        refusal.State.ShouldBe("Nothing was removed. Live traffic is untouched.");
        await DeletedNothing();
        Context.Lease.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Rule_26_Should_Leave_An_Image_That_Somebody_Uses_By_The_Time_The_Groups_Are_Gone()
    {
        var nobody = Array.Empty<ImageUse>().ToLookup(use => use.Image);
        _images.References().Returns(nobody, new[] { new ImageUse(OldImage.Id, "i-new", "i-new") }.ToLookup(use => use.Image));

        await Prune();

        await Groups.Received(1).Delete(Arg.Any<ServerGroup>());
        await _images.DidNotReceive().Delete(Arg.Any<Image>());
    }

    [Fact]
    public async Task Rule_28_Should_Remove_Nothing_When_There_Is_More_Than_A_Run_May_Remove()
    {
        BeginWith("--most-deletions=3");

        (await Should.ThrowAsync<Problem>(Prune())).What.ShouldStartWith("Nothing was pruned: 4 deletions (1 server groups, 2 launch templates, 1 images)");

        _output.ToString().ShouldContain("ami-old goes");
        await DeletedNothing();
        Context.Lease.IsHeld.ShouldBeFalse();
        BeginWith("--most-deletions=4");
        await Prune();
        await _images.Received().Delete(OldImage);
    }

    [Fact]
    public async Task Should_Begin_All_Deletions_Before_It_Waits_For_Any()
    {
        var second = AndASecond();

        await Prune();

        Received.InOrder(() =>
        {
            Groups.Delete(second);
            Groups.Delete(Oldest);
            Groups.Forget(Arg.Is<IReadOnlyList<ServerGroup>>(begun => begun.Count == 2));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_See_A_Deletion_To_Its_End_When_The_Next_Is_Not_Begun(bool stopped)
    {
        var second = AndASecond();
        Groups.When(groups => groups.Delete(second)).Do(_ =>
        {
            if (stopped)
                Stop();
            else
                Groups.Find(Oldest.Name).Returns(Oldest with { TargetGroups = [Some.Blue.Arn] });
        });

        if (stopped)
            await Should.ThrowAsync<OperationCanceledException>(Prune());
        else
            (await Should.ThrowAsync<Problem>(Prune())).State.ShouldBe("It was left alone.");

        await Groups.Received(1).Forget(Arg.Is<IReadOnlyList<ServerGroup>>(begun => begun.Single().Name == second.Name));
        await Groups.DidNotReceive().Delete(Oldest);
    }

    private ServerGroup AndASecond()
    {
        var second = Some.Group("1.1.0", day: 1);
        ServerGroup[] groups = [Live, .. Enumerable.Range(5, 4).Select(number => Some.Group($"1.{number}.0", day: number)), second, Oldest];
        Groups.Fleet(Arg.Any<Routing>()).Returns(call => Some.Fleet(groups) with { Routing = call.Arg<Routing>() });
        Groups.Everywhere().Returns(groups);
        return second;
    }

    private static IReadOnlyList<TargetHealth> Serving(TargetGroup asked, string target) => asked.Arn == target ? [new("i-old", "draining", null, null)] : [];

    private void BreakOff(string listing)
    {
        var broken = new Problem("the listing broke off");
        _ = listing switch
        {
            "groups" => Groups.Fleet(Arg.Any<Routing>()).Returns<Fleet>(_ => throw broken),
            "groups of other environments" => Groups.Everywhere().Returns<IReadOnlyList<ServerGroup>>(_ => throw broken),
            "health" => Traffic.Health(Arg.Any<TargetGroup>()).Returns<IReadOnlyList<TargetHealth>>(_ => throw broken),
            "launch templates" => _templates.All().Returns<IReadOnlyList<LaunchTemplate>>(_ => throw broken),
            "images" => _images.All().Returns<IReadOnlyList<Image>>(_ => throw broken),
            _ => _images.References().Returns<ILookup<ImageId, ImageUse>>(_ => throw broken),
        };
    }

    private Task Prune() => new Prune(
        new(Traffic, Groups, _templates, _images), new(Traffic, Groups), _templates, _images, new ReleaseView(_output)).RunAsync(Context);

    private async Task DeletedNothing()
    {
        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
        await Groups.DidNotReceive().Retire(Arg.Any<ServerGroup>());
        await _templates.DidNotReceive().Delete(Arg.Any<LaunchTemplate>());
        await _images.DidNotReceive().Delete(Arg.Any<Image>());
    }
}
