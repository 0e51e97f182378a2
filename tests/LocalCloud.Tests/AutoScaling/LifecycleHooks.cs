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

    private GroupInstance Instance() => _world.Group().Instances.Single();

    private void Create(string transition) => _world.Running(1,
        "LifecycleHookSpecificationList.member.1.LifecycleHookName=gate",
        $"LifecycleHookSpecificationList.member.1.LifecycleTransition={transition}",
        "LifecycleHookSpecificationList.member.1.HeartbeatTimeout=60");
}
