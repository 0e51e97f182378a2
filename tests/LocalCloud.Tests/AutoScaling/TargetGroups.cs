using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class TargetGroups
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Register_Running_Instances_When_Attached_And_Deregister_Them_When_Detached()
    {
        _world.Running(2);
        _world.Call("AttachLoadBalancerTargetGroups", "AutoScalingGroupName=web", $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        State().ShouldBe("Adding");
        _world.Settle();
        Registered().ShouldBe(2);
        State().ShouldBe("Added");

        _world.Targets.Drains = true;
        _world.Call("DetachLoadBalancerTargetGroups", "AutoScalingGroupName=web", $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        _world.Settle();
        State().ShouldBe("Removing");

        _world.Targets.EndDraining();
        _world.Settle();
        Registered().ShouldBe(0);
        State().ShouldBeNull();
    }

    [Fact]
    public void Should_Leave_New_Instances_Out_While_AddToLoadBalancer_Is_Suspended_And_Afterwards_Too()
    {
        _world.Create(desired: 1, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        _world.Call("SuspendProcesses", "AutoScalingGroupName=web", "ScalingProcesses.member.1=AddToLoadBalancer");
        _world.Settle();
        Registered().ShouldBe(0);

        _world.Call("ResumeProcesses", "AutoScalingGroupName=web", "ScalingProcesses.member.1=AddToLoadBalancer");
        _world.Settle();
        Registered().ShouldBe(0);

        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=2");
        _world.Settle();
        Registered().ShouldBe(1);
    }

    [Fact]
    public void Should_Refuse_Target_Groups_That_Are_Not_There()
    {
        _world.Running(0);
        _world.Refusal("AttachLoadBalancerTargetGroups", "AutoScalingGroupName=web", "TargetGroupARNs.member.1=arn:none").Message
            .ShouldBe("Provided Target Groups may not be valid. Please ensure they exist and try again.");
        _world.Refusal("DetachLoadBalancerTargetGroups", "AutoScalingGroupName=web", $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}").Message
            .ShouldBe("Trying to remove Target Groups that are not part of the group");
    }

    [Fact]
    public void Should_Go_On_Without_A_Target_Group_That_Was_Deleted()
    {
        _world.Running(1, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        _world.Targets.Remove(AutoScalingWorld.Blue);
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Settle();
        _world.Group().Instances.ShouldBeEmpty();
    }

    private int Registered() => _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).Count;

    private string? State() => _world.Call("DescribeLoadBalancerTargetGroups", "AutoScalingGroupName=web").Descendants("State").SingleOrDefault()?.Value;
}
