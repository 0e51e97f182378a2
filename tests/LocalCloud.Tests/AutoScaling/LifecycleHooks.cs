using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class LifecycleHooks
{
    private const string Launching = "autoscaling:EC2_INSTANCE_LAUNCHING";
    private const string Terminating = "autoscaling:EC2_INSTANCE_TERMINATING";

    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Hold_A_Launch_Until_It_Is_Completed()
    {
        Create(Launching);
        Instance().LifecycleState.ShouldBe("Pending:Wait");

        _world.Call("CompleteLifecycleAction", "AutoScalingGroupName=web", "LifecycleHookName=gate", "LifecycleActionResult=CONTINUE", $"InstanceId={Instance().InstanceId}");
        _world.Settle();
        Instance().LifecycleState.ShouldBe("InService");
    }

    [Fact]
    public void Should_Give_Up_A_Launch_That_Is_Abandoned_By_Silence()
    {
        Create(Launching);
        var first = Instance().InstanceId;
        _world.Time.Advance(TimeSpan.FromSeconds(60));
        _world.Settle();

        _world.Region.Instances[first].State.ShouldBe("terminated");
        _world.Group().Activities.ShouldContain(activity => activity.StatusCode == "Cancelled" && activity.StatusMessage!.Contains("was abandoned: Heartbeat Timeout"));
    }

    [Fact]
    public void Should_Hold_A_Termination_Until_Its_Heartbeat_Times_Out()
    {
        Create(Terminating);
        var id = Instance().InstanceId;
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Settle();
        Instance().LifecycleState.ShouldBe("Terminating:Wait");
        _world.Region.Instances[id].State.ShouldBe("running");

        _world.Time.Advance(TimeSpan.FromSeconds(60));
        _world.Settle();
        _world.Region.Instances[id].State.ShouldBe("terminated");
        _world.Group().Instances.ShouldBeEmpty();
    }

    [Fact]
    public void Should_See_An_Instance_Off_Whose_Launch_Was_Abandoned_And_Launch_Another()
    {
        Create(Launching);
        var first = Instance();
        Answer("CompleteLifecycleAction", "LifecycleActionResult=ABANDON", $"LifecycleActionToken={first.LifecycleActions[0].Token}");
        _world.Engine.Settle();

        _world.Group().Activities.Single(activity => activity.StatusCode == "Cancelled").StatusMessage.ShouldBe(
            $"Instance failed to complete user's Lifecycle Action: Lifecycle Action with token {first.LifecycleActions[0].Token} was abandoned: Lifecycle Action Completed with ABANDON Result");
        _world.Group().Activities[0].Description.ShouldBe($"Terminating EC2 instance: {first.InstanceId}");
        _world.Group().Activities[0].Cause.ShouldBe("At 2026-01-05T12:00:00Z an instance was taken out of service in response to a launch failure.");

        _world.Time.Advance(TimeSpan.FromSeconds(1));
        _world.Settle();
        Instance().InstanceId.ShouldNotBe(first.InstanceId);
        Instance().LifecycleState.ShouldBe("Pending:Wait");
    }

    [Fact]
    public void Should_Wait_For_Every_Hook_And_Register_The_Instance_Only_Then()
    {
        Create(Launching, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}", "LifecycleHookSpecificationList.member.2.LifecycleHookName=second",
            $"LifecycleHookSpecificationList.member.2.LifecycleTransition={Launching}", "LifecycleHookSpecificationList.member.2.DefaultResult=CONTINUE",
            "LifecycleHookSpecificationList.member.2.HeartbeatTimeout=90");
        Answer("CompleteLifecycleAction", "LifecycleActionResult=CONTINUE", $"InstanceId={Instance().InstanceId}");
        _world.Settle();
        Instance().LifecycleState.ShouldBe("Pending:Wait");
        _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).ShouldBeEmpty();

        _world.Engine.Settle().ShouldBe(_world.Time.GetUtcNow().AddSeconds(10), "there is nothing to look for before");
        _world.Time.Advance(TimeSpan.FromSeconds(90));
        _world.Settle();
        Instance().LifecycleState.ShouldBe("InService", "silence means CONTINUE here");
        _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).ShouldHaveSingleItem();
    }

    [Fact]
    public void Should_Put_The_Timeout_Off_With_Heartbeats_But_Not_For_Ever()
    {
        Create(Launching);
        var id = Instance().InstanceId;
        for (var held = 50; held < 100 * 60; held += 50)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(50));
            _world.Engine.Settle();
            Answer("RecordLifecycleActionHeartbeat", $"InstanceId={id}");
        }

        Instance().LifecycleState.ShouldBe("Pending:Wait");
        _world.Time.Advance(TimeSpan.FromSeconds(50));
        _world.Refusal("RecordLifecycleActionHeartbeat", "AutoScalingGroupName=web", "LifecycleHookName=gate", $"InstanceId={id}").Code.ShouldBe("ValidationError");
        _world.Settle();
        _world.Region.Instances[id].State.ShouldBe("terminated", "a hundred timeouts of a minute are over");
    }

    [Fact]
    public void Should_Let_A_Termination_Go_On_Whatever_The_Answer_Is()
    {
        Create(Terminating, "LifecycleHookSpecificationList.member.2.LifecycleHookName=second", $"LifecycleHookSpecificationList.member.2.LifecycleTransition={Terminating}");
        var id = Instance().InstanceId;
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Settle();
        Answer("CompleteLifecycleAction", "LifecycleActionResult=ABANDON", $"InstanceId={id}");
        _world.Engine.Settle();

        Instance().LifecycleState.ShouldBe("Terminating:Proceed", "ABANDON spares the other hook");
        _world.Settle();
        _world.Group().Instances.ShouldBeEmpty();
        _world.Group().Activities[0].StatusCode.ShouldBe("Successful");
    }

    [Theory]
    [InlineData(Launching, "terminated")]
    [InlineData(Terminating, "running")]
    public void Should_Complete_What_A_Deleted_Hook_Held(string transition, string stateOfLaunch)
    {
        Create(transition);
        var id = Instance().InstanceId;
        _world.Call("DeleteLifecycleHook", "AutoScalingGroupName=web", "LifecycleHookName=gate");
        _world.Settle();
        _world.Region.Instances[id].State.ShouldBe(stateOfLaunch, "ABANDON for launching instances");

        _world.Refusal("DeleteLifecycleHook", "AutoScalingGroupName=web", "LifecycleHookName=gate").Code.ShouldBe("ValidationError");
    }

    [Fact]
    public void Should_Keep_What_A_Change_Does_Not_Say()
    {
        Create(Launching, "LifecycleHookSpecificationList.member.1.NotificationMetadata=m", "LifecycleHookSpecificationList.member.1.DefaultResult=CONTINUE");
        _world.Call("PutLifecycleHook", "AutoScalingGroupName=web", "LifecycleHookName=gate", "HeartbeatTimeout=120");

        var hook = _world.Call("DescribeLifecycleHooks", "AutoScalingGroupName=web").Descendants("member").Single();
        hook.Elements().Select(element => $"{element.Name}={element.Value}").ShouldBe(
        [
            "LifecycleHookName=gate", "AutoScalingGroupName=web", $"LifecycleTransition={Launching}", "HeartbeatTimeout=120", "GlobalTimeout=12000",
            "DefaultResult=CONTINUE", "NotificationMetadata=m"
        ]);
    }

    [Fact]
    public void Should_Refuse_An_Answer_To_What_Nobody_Asks()
    {
        Create(Launching);
        var (id, token) = (Instance().InstanceId, Guid.NewGuid());
        Refused($"LifecycleActionToken={token}").ShouldBe($"No active Lifecycle Action found with token {token}");
        Refused("InstanceId=i-none").ShouldBe("No active Lifecycle Action found with instance ID i-none");

        Answer("CompleteLifecycleAction", "LifecycleActionResult=CONTINUE", $"InstanceId={id}");
        Refused($"InstanceId={id}").ShouldBe($"No active Lifecycle Action found with instance ID {id}");
    }

    private string Refused(string by) => _world.Refusal("CompleteLifecycleAction",
        "AutoScalingGroupName=web", "LifecycleHookName=gate", "LifecycleActionResult=CONTINUE", by).Message;

    private void Answer(string action, params string[] more) =>
        _world.Call(action, ["AutoScalingGroupName=web", "LifecycleHookName=gate", .. more]);

    private GroupInstance Instance() => _world.Group().Instances.Single();

    private void Create(string transition, params string[] more) => _world.Running(1,
    [
        "LifecycleHookSpecificationList.member.1.LifecycleHookName=gate",
        $"LifecycleHookSpecificationList.member.1.LifecycleTransition={transition}",
        "LifecycleHookSpecificationList.member.1.HeartbeatTimeout=60",
        .. more
    ]);
}
