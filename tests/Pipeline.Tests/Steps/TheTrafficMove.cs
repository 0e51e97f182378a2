using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheTrafficMove : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bundt-pipeline-");
    private readonly Cancellation _cancellation = new();
    private readonly IServerGroups _groups = Substitute.For<IServerGroups>();
    private readonly ITraffic _traffic = Substitute.For<ITraffic>();
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue);
    private readonly ServerGroup _next = Some.Group("1.5.0", day: 3, on: Some.Green);

    public void Dispose()
    {
        _cancellation.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Rule_20_Should_Let_Go_Of_Both_Groups_When_Traffic_Does_Not_Move_After_All()
    {
        // It has lost its servers since it was verified.
        _groups.Find(_next.Name).Returns(_next);
        _traffic.Health(Some.Green).Returns([]);

        (await Should.ThrowAsync<Problem>(Move(_next))).State.ShouldBe("Live traffic is untouched.");

        await _traffic.DidNotReceive().Forward(Arg.Any<Routing>(), Arg.Any<TargetGroup>());
        await _groups.Received(1).SetDeadline(_next.Name, Arg.Is<DateTimeOffset>(at => at > DateTimeOffset.UtcNow));
        await _groups.Received(1).Release(_live.Name);
    }

    [Fact]
    public async Task Should_Give_A_Warm_Group_Its_Own_Deadline_Back()
    {
        var until = new DateTimeOffset(2126, 3, 2, 16, 42, 0, TimeSpan.Zero);
        var warm = _next with { Tags = new Dictionary<string, string>(_next.Tags) { [Names.WarmUntil] = "2126-03-02T16:42:00Z" } };
        _groups.Find(warm.Name).Returns(warm);
        _traffic.Health(Some.Green).Returns([]);

        await Should.ThrowAsync<Problem>(Move(warm));

        await _groups.Received(1).SetDeadline(warm.Name, until);
    }

    private async Task<Routing> Move(ServerGroup next)
    {
        var (view, poll, context) = (new ReleaseView(TextWriter.Null), new Poll(TimeProvider.System), Some.Run(_cancellation, _home.FullName));
        using var prober = new Prober(() => context.Environment);
        var move = new TrafficMove(
            _traffic, new Standby(_groups, _traffic, TimeProvider.System, view), new Health(_groups, _traffic, poll, TimeProvider.System, view),
            new Outside(prober, poll, TimeProvider.System), view);
        return await move.Move(SwapPlan.Plan(Some.Fleet(_live, next), next.Name), context);
    }
}
