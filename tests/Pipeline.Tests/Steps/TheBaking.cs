using Bundt.Cloud;
using Bundt.Cloud.Images;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheBaking : AtWork
{
    private const string Name = "shop-v1.5.0-abc";
    private readonly IImages _images = Substitute.For<IImages>();
    private readonly IPacker _packer = Substitute.For<IPacker>();
    private readonly StringWriter _said = new();
    private readonly ReleaseView _view;

    public TheBaking()
    {
        _view = new(_said);
        _images.Discard(Arg.Any<string>(), Arg.Any<ImageId?>()).Returns([]);
        _images.Source().Returns(new BaseImage(new("ami-0"), "/dev/xvda"));
        _images.Remains(Arg.Any<string>(), Arg.Any<Func<string?, DateTimeOffset, bool>>()).Returns([]);
        _packer.Files().Returns(new Dictionary<string, string>());
        _packer.Variables().Returns(new Dictionary<string, string>());
        Building().Returns(new ImageId("ami-2"));
    }

    [Fact]
    public async Task Rule_07_Should_Hold_The_Tags_Commit_And_Nothing_Of_One_Environment()
    {
        (await Baking.Image(Context, Name, Inputs)).ShouldBe(new("ami-2"));

        await _packer.Received(1).Build(
            Arg.Is<BakeOrder>(order => order.Commit == "abc" && order.Tags[Names.Commit] == "abc" && !order.Tags.ContainsKey(Names.Env) && !order.Tags.ContainsKey(Names.Config)),
            Arg.Any<string>(), Arg.Any<BakeProgress>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Should_Say_Which_Packer_Bakes_And_Ask_None_Where_Nothing_Is_Baked()
    {
        _packer.Version(Context.Settings.Run, Arg.Any<CancellationToken>()).Returns(new Version(1, 11, 2));
        await Baking.Image(Context, Name, Inputs);
        _said.ToString().ShouldContain($"{Name} from ami-0 with Packer 1.11.2\n");

        _packer.ClearReceivedCalls();
        _images.Find(Arg.Any<string>()).Returns(Baked);
        await new Bake(_images, _packer, new BakeSweep(_images, _view), Baking, Reaching).RunAsync(Context);
        await _packer.DidNotReceive().Version(Arg.Any<string>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Rule_08_Should_Leave_No_Image_When_It_Fails()
    {
        Building().Returns<ImageId>(call =>
        {
            // What is pending has its id already.
            call.Arg<BakeProgress>().Image = new("ami-2");
            throw new Problem("Packer did not bake it.");
        });

        await Should.ThrowAsync<Problem>(Baking.Image(Context, Name, Inputs));

        Received.InOrder(() =>
        {
            _images.Discard(Name, null);
            Building();
            _images.Discard(Name, new("ami-2"));
        });
    }

    [Fact]
    public async Task Rule_09_Should_Not_Bake_Again_From_The_Same_Inputs()
    {
        _images.Find(Arg.Any<string>()).Returns(Baked);

        await new Bake(_images, _packer, new BakeSweep(_images, _view), Baking, Reaching).RunAsync(Context);

        Context.Release.Image.ShouldBe(Baked.Id);
        _packer.ReceivedCalls().ShouldAllBe(call => call.GetMethodInfo().Name != nameof(IPacker.Build));
    }

    [Fact]
    public async Task Rule_09_Should_Take_The_Image_That_Another_Run_Is_Making()
    {
        _images.IsPending(Name).Returns(true, true, false);
        _images.Find(Name).Returns(Baked);

        (await Baking.Image(Context, Name, Inputs)).ShouldBe(Baked.Id);

        await _packer.DidNotReceive().Build(Arg.Any<BakeOrder>(), Arg.Any<string>(), Arg.Any<BakeProgress>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Rule_09_Should_Take_The_Image_Of_Another_Run_That_Was_Quicker()
    {
        _images.Find(Name).Returns(Baked);
        Building().ThrowsAsync(new Problem("InvalidAMIName.Duplicate"));

        (await Baking.Image(Context, Name, Inputs)).ShouldBe(Baked.Id);

        await _images.Received().Discard(Name, null);
    }

    [Fact]
    public async Task Rule_08_Should_Remove_What_Packer_Has_Left()
    {
        var remain = new BakeRemain(BakeRemainKind.SecurityGroup, "sg-1");
        _images.Remains(Arg.Any<string>(), Arg.Is<Func<string?, DateTimeOffset, bool>>(isOver => isOver(Context.Settings.Run, default) && !isOver("another", default))).Returns([remain]);
        Building().ThrowsAsync(new Problem("Packer did not bake it.", "Packer left something behind."));

        var problem = await Should.ThrowAsync<Problem>(Baking.Image(Context, Name, Inputs));

        problem.State.ShouldBe($"Packer left something behind, which was removed: {remain}. There is no image. Live traffic is untouched.");
        await _images.Received(1).Remove(remain);
    }

    [Fact]
    public async Task Should_Bake_Again_When_It_Is_Told_To()
    {
        BeginWith("--rebake");
        _images.Find(Arg.Any<string>()).Returns(Baked with { Name = "shop-v1.5.0-0123456789ab" });
        _images.Find(new ImageId("ami-2")).Returns(Baked with { Id = new("ami-2") });

        await new Bake(_images, _packer, new BakeSweep(_images, _view), Baking, Reaching).RunAsync(Context);

        Context.Release.Image.ShouldBe(new("ami-2"));
        await _packer.Received(1).Build(Arg.Is<BakeOrder>(order => order.Name == "shop-v1.5.0-0123456789ab-2"), Arg.Any<string>(), Arg.Any<BakeProgress>(), Arg.Any<CancellationToken>());
    }

    private static BakeInputs Inputs { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), new(new("ami-0"), "/dev/xvda"), "abc");

    private static Image Baked { get; } = new(new("ami-1"), Name, "available", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string> { [Names.App] = "shop" })
    {
        DemandsImdsV2 = true,
    };

    private Baking Baking => new(_images, _packer, Substitute.For<ISourceCode>(), new Poll(TimeProvider.System), _view);

    private Reaching Reaching => new(_images, Substitute.For<IImageReach>(), new Poll(TimeProvider.System), TimeProvider.System, _view);

    private Task<ImageId> Building() => _packer.Build(Arg.Any<BakeOrder>(), Arg.Any<string>(), Arg.Any<BakeProgress>(), Arg.Any<CancellationToken>());
}
