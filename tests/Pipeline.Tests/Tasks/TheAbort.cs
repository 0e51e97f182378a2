using Bundt.Cloud.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

/// <summary>Calling off a release that has come no further than its servers, or not even so far.</summary>
public sealed class TheAbort : AtWork
{
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue);
    private readonly IImages _images = Substitute.For<IImages>();

    public TheAbort()
    {
        Traffic.Read().Returns(Some.Routing);
        Remains();
    }

    [Fact]
    public async Task Rule_23_Should_Write_Nothing_When_Nothing_Is_Half_Done()
    {
        await Abort(_live);

        Context.Lease.IsHeld.ShouldBeFalse();
        Groups.ReceivedCalls().ShouldAllBe(call => call.GetMethodInfo().Name == nameof(Groups.Fleet));
    }

    [Fact]
    public async Task Should_Remove_Servers_That_Live_Traffic_Never_Went_To_And_Let_The_Live_Group_Go()
    {
        var (next, held) = (Some.Group("1.5.0", day: 3, on: Some.Green), _live with { Suspended = ["AlarmNotification"] });

        await Abort(held, next);

        await Groups.Received(1).Delete(next);
        await Groups.Received(1).Release(held.Name);
    }

    [Fact]
    public async Task Should_Remove_What_A_Killed_Bake_Left_Though_Nothing_Else_Is_Half_Done()
    {
        var key = new BakeRemain(BakeRemainKind.KeyPair, "packer_1");
        Remains(key);

        await Abort(_live);

        Context.Lease.IsHeld.ShouldBeTrue();
        await _images.Received(1).Remove(key);
    }

    private void Remains(params BakeRemain[] remains) => _images.Remains(Arg.Any<string>(), Arg.Any<Func<string?, DateTimeOffset, bool>>()).Returns(remains);

    // No swap is half done here: nothing is moved.
    private Task Abort(params ServerGroup[] groups)
    {
        Groups.Fleet(Arg.Any<Routing>()).Returns(Some.Fleet(groups));
        var view = new ReleaseView(TextWriter.Null);
        return new Abort(Traffic, Groups, new BakeSweep(_images, view), null!, view).RunAsync(Context);
    }
}
