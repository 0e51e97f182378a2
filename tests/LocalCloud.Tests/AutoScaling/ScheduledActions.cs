using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class ScheduledActions
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Run_Once_And_Be_Gone()
    {
        _world.Running(2);
        Put("retire", "StartTime=2026-01-05T12:30:00Z", "MinSize=0", "MaxSize=0", "DesiredCapacity=0");
        _world.Engine.Settle();
        _world.Time.Advance(TimeSpan.FromMinutes(29));
        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(2);

        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Settle();

        _world.Group().Instances.ShouldBeEmpty();
        _world.Group().MaxSize.ShouldBe(0);
        _world.Group().ScheduledActions.ShouldBeEmpty();
        _world.Group().Activities[0].Cause.ShouldStartWith(
            "At 2026-01-05T12:30:00Z a scheduled action update of AutoScalingGroup constraints to min: 0, max: 0, desired: 0 changing the desired capacity from 2 to 0.");
    }

    [Fact]
    public void Should_Be_Looked_At_When_Its_Time_Comes()
    {
        _world.Running(0);
        Put("soon", "StartTime=2026-01-05T12:00:03Z", "DesiredCapacity=1");
        _world.Engine.Settle().ShouldBe(new DateTimeOffset(2026, 1, 5, 12, 0, 3, TimeSpan.Zero));
    }

    [Fact]
    public void Should_Recur_In_Its_Time_Zone()
    {
        _world.Running(0);
        Put("morning", "Recurrence=0 8 * * *", "TimeZone=Europe/Berlin", "DesiredCapacity=1");
        Put("evening", "Recurrence=0 20 * * *", "TimeZone=Europe/Berlin", "DesiredCapacity=0");
        Next().ShouldBe(["2026-01-05T19:00:00.000Z", "2026-01-06T07:00:00.000Z"]);

        _world.Time.Advance(TimeSpan.FromHours(19));
        _world.Settle();

        _world.Group().DesiredCapacity.ShouldBe(1);
        Next().ShouldBe(["2026-01-06T19:00:00.000Z", "2026-01-07T07:00:00.000Z"]);
    }

    [Fact]
    public void Should_Pass_Without_Effect_While_Suspended()
    {
        _world.Running(1);
        Put("retire", "StartTime=2026-01-05T12:30:00Z", "DesiredCapacity=0");
        _world.Call("SuspendProcesses", "AutoScalingGroupName=web", "ScalingProcesses.member.1=ScheduledActions");
        _world.Time.Advance(TimeSpan.FromHours(1));
        _world.Settle();
        _world.Call("ResumeProcesses", "AutoScalingGroupName=web");
        _world.Settle();

        _world.Group().DesiredCapacity.ShouldBe(1);
    }

    [Theory]
    [InlineData("Given start time is in the past", "StartTime=2026-01-05T11:00:00Z", "DesiredCapacity=0")]
    [InlineData("Given end time is not after the start time", "StartTime=2026-01-05T13:00:00Z", "EndTime=2026-01-05T12:30:00Z", "DesiredCapacity=0")]
    [InlineData("Given time zone:Mars/Olympus is invalid", "Recurrence=0 8 * * *", "TimeZone=Mars/Olympus", "DesiredCapacity=0")]
    [InlineData("At least one of the parameters MinSize, MaxSize and DesiredCapacity is required.", "Recurrence=0 8 * * *")]
    [InlineData("Either a start time or a recurrence is required.", "DesiredCapacity=0")]
    [InlineData("Given time zone:Europe is invalid", "Recurrence=0 8 * * *", "TimeZone=Europe", "DesiredCapacity=0")]
    [InlineData("Given recurrence string:H 8 * * * is invalid", "Recurrence=H 8 * * *", "DesiredCapacity=0")]
    [InlineData("Given recurrence string:often is invalid", "Recurrence=often", "DesiredCapacity=0")]
    [InlineData("Max bound, 1, must be greater than or equal to min bound, 2", "Recurrence=0 8 * * *", "MinSize=2", "MaxSize=1")]
    public void Should_Refuse_What_Cannot_Run(string message, params string[] parameters)
    {
        _world.Running(0);
        _world.Refusal("PutScheduledUpdateGroupAction", ["AutoScalingGroupName=web", "ScheduledActionName=x", .. parameters]).Message.ShouldBe(message);
    }

    [Fact]
    public void Should_Run_At_Its_Start_And_Then_By_Its_Recurrence_Until_Its_End()
    {
        _world.Running(0);
        Put("work", "StartTime=2026-01-05T12:30:00Z", "Recurrence=0 8 * * *", "EndTime=2026-01-06T09:00:00Z", "DesiredCapacity=1");
        _world.Time.Advance(TimeSpan.FromMinutes(30));
        _world.Settle();
        _world.Group().DesiredCapacity.ShouldBe(1);
        Next().ShouldBe(["2026-01-06T08:00:00.000Z"]);

        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Time.Advance(TimeSpan.FromHours(20));
        _world.Settle();
        _world.Group().DesiredCapacity.ShouldBe(1);
        Next().ShouldBeEmpty();
    }

    [Fact]
    public void Should_Move_The_Desired_Capacity_Into_The_Sizes_That_It_Sets()
    {
        _world.Running(2);
        Put("grow", "StartTime=2026-01-05T12:10:00Z", "MinSize=4");
        _world.Time.Advance(TimeSpan.FromMinutes(10));
        _world.Settle();

        _world.Group().DesiredCapacity.ShouldBe(4);
        _world.Group().Activities[0].Cause.ShouldStartWith(
            "At 2026-01-05T12:10:00Z a scheduled action update of AutoScalingGroup constraints to min: 4, max: 10, desired: 4 changing the desired capacity from 2 to 4.");
    }

    [Fact]
    public void Should_Have_Its_Time_For_Itself()
    {
        _world.Running(0);
        Put("first", "StartTime=2026-01-05T12:30:00Z", "DesiredCapacity=1");
        _world.Refusal("PutScheduledUpdateGroupAction", "AutoScalingGroupName=web", "ScheduledActionName=second", "StartTime=2026-01-05T12:30:00Z", "DesiredCapacity=2")
            .Code.ShouldBe("AlreadyExists");

        Put("first", "StartTime=2026-01-05T12:30:00Z", "DesiredCapacity=3");
        _world.Group().ScheduledActions.Values.ShouldHaveSingleItem().DesiredCapacity.ShouldBe(3);
    }

    [Fact]
    public void Should_Take_What_It_Can_Of_A_Batch_And_List_The_Rest()
    {
        _world.Running(0);
        var failed = _world.Call("BatchPutScheduledUpdateGroupAction", "AutoScalingGroupName=web",
            "ScheduledUpdateGroupActions.member.1.ScheduledActionName=good", "ScheduledUpdateGroupActions.member.1.Recurrence=0 8 * * *", "ScheduledUpdateGroupActions.member.1.MinSize=1",
            "ScheduledUpdateGroupActions.member.2.ScheduledActionName=bad", "ScheduledUpdateGroupActions.member.2.Recurrence=0 9 * * *");
        failed.Descendants("member").Single().Elements().Select(element => element.Value)
            .ShouldBe(["bad", "ValidationError", "At least one of the parameters MinSize, MaxSize and DesiredCapacity is required."]);
        _world.Group().ScheduledActions.Keys.ShouldBe(["good"]);

        var missing = _world.Call("BatchDeleteScheduledAction", "AutoScalingGroupName=web", "ScheduledActionNames.member.1=good", "ScheduledActionNames.member.2=bad");
        missing.Descendants("ScheduledActionName").Single().Value.ShouldBe("bad");
        _world.Group().ScheduledActions.ShouldBeEmpty();
    }

    private void Put(string name, params string[] parameters) =>
        _world.Call("PutScheduledUpdateGroupAction", ["AutoScalingGroupName=web", $"ScheduledActionName={name}", .. parameters]);

    private string[] Next() =>
        [.. _world.Call("DescribeScheduledActions", "AutoScalingGroupName=web").Descendants("StartTime").Select(time => time.Value)];
}
