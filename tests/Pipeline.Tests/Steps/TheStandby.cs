using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheStandby : AtWork
{
    private static readonly ScheduledAction Morning = new() { Name = "morning", Recurrence = "0 8 * * *", Min = 3 };
    private readonly ServerGroup _previous = Some.Group("1.4.2", day: 2, on: Some.Green) with { Suspended = ["AlarmNotification", "ScheduledActions"] };
    private readonly ServerGroup _live;

    public TheStandby()
    {
        var servers = Context.Environment.Servers;
        _live = Some.Group("1.5.0", day: 3, on: Some.Blue) with { Min = servers.Desired + 1, Max = servers.Max, Desired = servers.Desired + 1 };
        Traffic.Read().Returns(Some.Routing);
        Groups.Schedule(Arg.Any<string>()).Returns([]);
    }

    [Fact]
    public async Task Rule_20_Should_End_The_Schedule_Of_The_Old_Group_Before_Its_Deadline_Is_Set_And_Keep_Its_Sizes()
    {
        Groups.Schedule(_previous.Name).Returns([Morning]);

        await Finish(_live, _previous);

        Received.InOrder(() =>
        {
            Groups.Tag(_previous.Name, Names.Sizes, Arg.Is<string>(text => GroupSizes.FromJson(text)!.Schedule[0] == Morning && GroupSizes.FromJson(text)!.Desired == 2));
            Groups.EndSchedule(_previous);
            Groups.SetDeadline(_previous.Name, Arg.Any<DateTimeOffset>());
            Groups.Tag(_previous.Name, Names.WarmUntil, Arg.Any<string>());
        });
    }

    [Fact]
    public async Task Rule_20_Should_Hold_The_Old_Group()
    {
        var old = _previous with { TargetGroups = [Some.Blue.Arn], Suspended = [] };
        var next = _live with { TargetGroups = [Some.Green.Arn] };

        await Standby.Hold(SwapPlan.Plan(Some.Fleet(old, next), next.Name));

        await Groups.Received(1).Hold(old.Name);
        await Groups.Received(1).ClearDeadline(next.Name);
    }

    [Fact]
    public async Task Should_Not_Write_Down_Less_When_A_Broken_Off_Run_Had_Ended_The_Schedule()
    {
        await Finish(_live, With(_previous, (Names.Sizes, new GroupSizes(2, 4, 2, [Morning]).ToTag())));

        await Groups.DidNotReceive().Tag(_previous.Name, Names.Sizes, Arg.Any<string>());
        await Groups.Received(1).SetDeadline(_previous.Name, Arg.Any<DateTimeOffset>());
    }

    [Fact]
    public async Task Rule_11_Should_Give_The_Live_Group_The_Files_Minimum_After_The_Watch()
    {
        await Finish(_live);

        var servers = Context.Environment.Servers;
        await Groups.Received(1).Resize(_live.Name, servers.Min, servers.Max, _live.Desired);
    }

    [Fact]
    public async Task Should_Give_A_Group_That_Is_Live_Again_Its_Own_Sizes_And_Schedule()
    {
        var back = With(_live with { Min = 5, Desired = 5 }, (Names.Sizes, new GroupSizes(1, 6, 5, [Morning]).ToTag()), (Names.WarmUntil, "2026-03-02T10:00:00Z"));

        await Finish(back);

        Received.InOrder(() =>
        {
            Groups.Resize(back.Name, 1, 6, 5);
            Groups.SetSchedule(back.Name, Arg.Is<IReadOnlyList<ScheduledAction>>(actions => actions.Single() == Morning));
            Groups.Untag(back.Name, Names.Sizes, Names.WarmUntil);
        });
    }

    [Fact]
    public async Task Rule_04_Should_Leave_The_Sizes_To_The_Schedule_Once_It_Is_There()
    {
        var scheduled = With(_live, (Names.Sizes, new GroupSizes(1, 6, 5, [Morning]).ToTag()));
        Groups.Schedule(scheduled.Name).Returns([Morning]);

        await Finish(scheduled);

        await Groups.DidNotReceive().Resize(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<int>(), Arg.Any<int>());
        await Groups.DidNotReceive().SetSchedule(Arg.Any<string>(), Arg.Any<IReadOnlyList<ScheduledAction>>());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Rule_22_Should_Not_Say_Of_A_Group_That_Was_Live_Once_That_It_Replaced_What_A_Rollback_Takes_It_Back_From(bool wasLive, bool replaces)
    {
        var first = wasLive ? With(_previous, (Names.Sizes, new GroupSizes(2, 4, 2, []).ToTag())) : _previous;

        await Standby.Hold(new SwapPlan(Some.Routing, Some.Green, first, _live), isRollback: true);

        await Groups.Received(replaces ? 1 : 0).Tag(first.Name, Names.Replaces, _live.Name);
    }

    /// <summary>The team's own way is counted and never changed: whatever happens, nothing is written to it.</summary>
    [Fact]
    public async Task Should_Write_Nothing_To_A_Group_That_Bundt_Did_Not_Make()
    {
        var legacy = _previous with { Name = "legacy", Tags = new Dictionary<string, string>(), TargetGroups = [Some.Blue.Arn] };
        var next = _live with { TargetGroups = [Some.Green.Arn] };
        var forwards = SwapPlan.Plan(Some.Fleet(legacy, next), next.Name);
        forwards.Previous.ShouldBe(legacy);

        await Standby.Hold(forwards);
        await Standby.LetGo(forwards);
        await Standby.Return(forwards, "it went wrong");
        await Finish(_live, legacy with { TargetGroups = [Some.Green.Arn] });

        var backwards = new SwapPlan(Some.Routing, Some.Green, legacy, _live);
        await Standby.Hold(backwards);
        await Standby.LetGo(backwards);
        await Standby.Return(backwards, "it went wrong");

        Groups.ReceivedCalls().Select(call => call.GetArguments()[0] is ServerGroup group ? group.Name : call.GetArguments()[0]).ShouldNotContain(legacy.Name);
        await Groups.Received(1).Tag(next.Name, Names.Replaces, legacy.Name);
    }

    private Standby Standby => new(Groups, Traffic, TimeProvider.System, new ReleaseView(TextWriter.Null));

    private Task Finish(params ServerGroup[] groups)
    {
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(groups));
        return Standby.Finish(Context, groups[0].Name);
    }

    private static ServerGroup With(ServerGroup group, params (string Key, string Value)[] tags) =>
        group with { Tags = group.Tags.Concat(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))).ToDictionary() };
}
