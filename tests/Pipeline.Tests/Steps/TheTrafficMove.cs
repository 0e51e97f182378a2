using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheTrafficMove : AtWork
{
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue);
    private readonly ServerGroup _next = Some.Group("1.5.0", day: 3, on: Some.Green);

    [Fact]
    public async Task Rule_20_Should_Let_Go_Of_Both_Groups_When_Traffic_Does_Not_Move_After_All()
    {
        // It has lost its servers since it was verified.
        Groups.Find(_next.Name).Returns(_next);
        Traffic.Health(Some.Green).Returns([]);

        (await Should.ThrowAsync<Problem>(Move(_next))).State.ShouldBe("Live traffic is untouched.");

        await Traffic.DidNotReceive().Forward(Arg.Any<Routing>(), Arg.Any<TargetGroup>());
        await Groups.Received(1).SetDeadline(_next.Name, Arg.Is<DateTimeOffset>(at => at > DateTimeOffset.UtcNow));
        await Groups.Received(1).Release(_live.Name);
    }

    [Fact]
    public async Task Should_Give_A_Warm_Group_Its_Own_Deadline_Back()
    {
        var until = new DateTimeOffset(2126, 3, 2, 16, 42, 0, TimeSpan.Zero);
        var warm = _next with { Tags = new Dictionary<string, string>(_next.Tags) { [Names.WarmUntil] = "2126-03-02T16:42:00Z" } };
        Groups.Find(warm.Name).Returns(warm);
        Traffic.Health(Some.Green).Returns([]);

        await Should.ThrowAsync<Problem>(Move(warm));

        await Groups.Received(1).SetDeadline(warm.Name, until);
    }

    private async Task<Routing> Move(ServerGroup next)
    {
        using var prober = new Prober(() => Context.Environment);
        var move = At(prober);
        return await move.Move(SwapPlan.Plan(Some.Fleet(_live, next), next.Name), Context);
    }

    private TrafficMove At(Prober prober)
    {
        var (time, view, poll) = (TimeProvider.System, new ReleaseView(TextWriter.Null), new Poll(TimeProvider.System));
        var (health, standby) = (new Health(Groups, Traffic, poll, time, view), new Standby(Groups, Traffic, time, view));
        var outside = new Outside(prober, poll, time);
        var watch = new LiveWatch(outside, new TeamScripts(() => Context.Environment, Context.Settings.Home), poll, time, view);
        return new(new TrafficStep(new LiveRule(Traffic, poll), health, outside, watch, view), watch, standby, new TakingBack(Traffic, standby, health, outside, time), time);
    }
}
