using Bundt.Cloud;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class Rule_11_The_new_group_follows_the_live_one_until_the_swap : AtWork
{
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue) with { Desired = 4, Max = 12 };
    private readonly ServerGroup _next = Of(3);

    public Rule_11_The_new_group_follows_the_live_one_until_the_swap() => Traffic.Read().Returns(Some.Routing);

    [Fact]
    public async Task Should_Change_Nothing_When_It_Is_Large_Enough()
    {
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(_live with { Desired = 3 }, _next));

        (await Follow()).Find(_next.Name).ShouldBe(_next);

        await Groups.DidNotReceive().Resize(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<int>(), Arg.Any<int>());
    }

    [Fact]
    public async Task Should_Be_Raised_And_Waited_For_As_Often_As_Live_Grows()
    {
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(_live, _next), Some.Fleet(_live with { Desired = 5 }, Of(4)), Some.Fleet(_live with { Desired = 5 }, Of(5)));
        Groups.Find(_next.Name).Returns(Of(5));
        Traffic.Health(Some.Green).Returns([.. Enumerable.Range(1, 5).Select(number => new TargetHealth($"i-{number}", "healthy", null, null))]);

        (await Follow()).Find(_next.Name)!.Desired.ShouldBe(5);

        Received.InOrder(() =>
        {
            Groups.Resize(_next.Name, 4, 12, 4);
            Traffic.Health(Some.Green);
            Groups.Resize(_next.Name, 5, 12, 5);
            Traffic.Health(Some.Green);
        });
    }

    [Fact]
    public async Task Should_Fail_Before_The_Swap_When_Live_Has_More_Than_The_File_Allows()
    {
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(_live with { Desired = 13 }, _next));

        (await Should.ThrowAsync<Problem>(Follow())).What.ShouldContain("more than servers.max = 12");

        await Groups.DidNotReceive().Resize(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<int>(), Arg.Any<int>());
    }

    [Fact]
    public async Task Should_Leave_It_When_Its_New_Servers_Cannot_Be_Launched()
    {
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(_live, _next));
        Groups.Find(_next.Name).Returns(_next);
        Traffic.Health(Some.Green).Returns([]);
        Groups.Failures(_next.Name).Returns(["You've reached your quota for maximum instances."]);

        var problem = await Should.ThrowAsync<Problem>(Follow());

        problem.What.ShouldContain("You've reached your quota");
        problem.State.ShouldBe($"Live traffic is untouched. {_next.Name} stays until its deadline.");
        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
    }

    [Fact]
    public async Task Should_Not_Follow_Itself_When_It_Is_Live()
    {
        var live = _next with { TargetGroups = [Some.Blue.Arn], Desired = 1 };
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(live));

        (await Follow()).Live.ShouldBe(live);

        await Groups.DidNotReceive().Resize(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<int>(), Arg.Any<int>());
    }

    private static ServerGroup Of(int desired) => Some.Group("1.5.0", day: 3, on: Some.Green) with
    {
        Min = desired,
        Max = 12,
        Desired = desired,
        Servers = [.. Enumerable.Range(1, desired).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", true, new("ami-1")))],
    };

    private Task<Fleet> Follow()
    {
        var (view, poll) = (new ReleaseView(TextWriter.Null), new Poll(TimeProvider.System));
        return new Growth(Groups, Traffic, new Health(Groups, Traffic, poll, Hurried(), view), view).Follow(Context, _next.Name);
    }

    /// <summary>A clock on which a minute passes at every look, so that nobody waits for the window in which servers have to stay healthy.</summary>
    private static TimeProvider Hurried()
    {
        var (time, minutes) = (Substitute.For<TimeProvider>(), 0L);
        time.TimestampFrequency.Returns(1);
        time.GetTimestamp().Returns(_ => ++minutes * 60);
        return time;
    }
}
