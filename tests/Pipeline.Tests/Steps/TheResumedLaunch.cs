using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class Rule_04_A_begun_group_is_finished_once : AtWork
{
    private static readonly DateTimeOffset Deadline = DateTimeOffset.UnixEpoch;
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue);

    [Fact]
    public async Task Should_Write_Nothing_When_It_Is_Complete()
    {
        var begun = Begun(Some.Green);
        Groups.Deadline(begun.Name).Returns(Deadline);

        (await Launch(_live, begun)).ShouldBe(begun.Name);

        await NothingWritten();
        await Groups.DidNotReceive().SetDeadline(Arg.Any<string>(), Arg.Any<DateTimeOffset>());
    }

    [Fact]
    public async Task Should_Set_The_Deadline_That_A_Broken_Off_Run_Did_Not_Set()
    {
        var begun = Begun(Some.Green);

        await Launch(_live, begun);

        await Groups.Received(1).SetDeadline(begun.Name, Arg.Is<DateTimeOffset>(at => at > DateTimeOffset.UtcNow));
        await NothingWritten();
    }

    [Fact]
    public async Task Rule_11_Should_Hold_It_At_The_Size_That_Is_Needed_By_Now()
    {
        var begun = Begun(Some.Green) with { Min = 1, Desired = 2 };

        await Launch(_live, begun);

        await Groups.Received(1).Resize(begun.Name, 3, Context.Environment.Servers.Max, 3);
    }

    [Fact]
    public async Task Rule_11_Should_Leave_The_Sizes_Of_The_Live_Group_To_Its_Alarms()
    {
        var live = Begun(Some.Blue) with { Min = 1, Desired = 2 };

        (await Launch(live)).ShouldBe(live.Name);

        Groups.ReceivedCalls().ShouldBeEmpty();
    }

    private ServerGroup Begun(TargetGroup on)
    {
        var group = Some.Group("1.5.0", day: 3, on: on) with { Min = 3, Desired = 3, Max = Context.Environment.Servers.Max };
        return group with { Tags = new Dictionary<string, string>(group.Tags) { [Names.Config] = Context.Environment.Servers.Digest() } };
    }

    private async Task NothingWritten()
    {
        await Groups.DidNotReceive().Create(Arg.Any<ServerGroupOrder>());
        await Groups.DidNotReceive().Resize(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<int>(), Arg.Any<int>());
        await Groups.DidNotReceive().Retire(Arg.Any<ServerGroup>());
    }

    private Task<string> Launch(params ServerGroup[] groups) =>
        new Launch(Groups, new(Groups, Traffic, new Poll(TimeProvider.System), new ReleaseView(TextWriter.Null)), TimeProvider.System, new ReleaseView(TextWriter.Null)).Group(Context, Some.Fleet(groups), 3);
}
