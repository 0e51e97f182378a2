using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class ScalingIn
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Drain_Before_It_Ends_An_Instance_And_Say_So()
    {
        _world.Targets.Drains = true;
        _world.Running(2, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=1");
        _world.Settle();

        var leaving = _world.Group().Instances.Single(instance => instance.Leaving);
        leaving.LifecycleState.ShouldBe("Terminating");
        _world.Region.Instances[leaving.InstanceId].State.ShouldBe("running");
        var activity = _world.Group().Activities[0];
        activity.StatusCode.ShouldBe("WaitingForELBConnectionDraining");
        activity.Description.ShouldBe($"Terminating EC2 instance: {leaving.InstanceId} - Waiting For ELB Connection Draining.");

        _world.Targets.EndDraining();
        _world.Settle();

        _world.Region.Instances[leaving.InstanceId].State.ShouldBe("terminated");
        _world.Group().Instances.ShouldHaveSingleItem();
        activity = _world.Group().Activities[0];
        activity.StatusCode.ShouldBe("Successful");
        activity.Description.ShouldBe($"Terminating EC2 instance: {leaving.InstanceId}");
        activity.Cause.ShouldBe(
            "At 2026-01-05T12:00:00Z a user request explicitly set group desired capacity changing the desired capacity from 2 to 1.  "
            + "At 2026-01-05T12:00:00Z an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 2 to 1.  "
            + $"At 2026-01-05T12:00:00Z instance {leaving.InstanceId} was selected for termination.");
    }

    [Fact]
    public void Should_Take_The_Oldest_From_The_Zone_With_The_Most()
    {
        _world.Running(3);
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=4");
        _world.Settle();
        var crowded = _world.Group().Instances[^1].Place.Zone;
        var oldest = _world.Group().Instances.First(instance => instance.Place.Zone == crowded).InstanceId;

        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=3");
        _world.Settle();

        _world.Group().Instances.ShouldNotContain(instance => instance.InstanceId == oldest);
    }

    [Fact]
    public void Should_Prefer_Instances_Of_An_Older_Template_Version()
    {
        var one = _world.Region.Subnets.Values.Single(subnet => subnet.Zone == "eu-west-1a").Id;
        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=web", "LaunchTemplate.LaunchTemplateId=lt-1", "LaunchTemplate.Version=2",
            "MinSize=0", "MaxSize=5", "DesiredCapacity=1", $"VPCZoneIdentifier={one}");
        _world.Settle();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web", "LaunchTemplate.LaunchTemplateId=lt-1", "LaunchTemplate.Version=1", "DesiredCapacity=2");
        _world.Settle();

        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=1");
        _world.Settle();

        _world.Group().Instances.Single().Source.Version.ShouldBe("2");
    }

    [Fact]
    public void Should_Spare_Protected_Instances()
    {
        _world.Running(2);
        var ids = _world.Group().Instances.Select(instance => instance.InstanceId).ToList();
        _world.Call("SetInstanceProtection", "AutoScalingGroupName=web", $"InstanceIds.member.1={ids[0]}", "ProtectedFromScaleIn=true");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Settle();

        _world.Group().Instances.Select(instance => instance.InstanceId).ShouldBe([ids[0]]);
    }

    [Fact]
    public void Should_Say_Once_That_All_That_Is_Left_Is_Protected_And_Go_On_When_It_Is_Not()
    {
        _world.Running(2, "NewInstancesProtectedFromScaleIn=true");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=1");
        _world.Settle();
        _world.Settle();

        _world.Group().Instances.Count.ShouldBe(2);
        var activity = _world.Group().Activities.Single(activity => activity.StatusCode == "Cancelled");
        activity.Description.ShouldBe("Could not scale to desired capacity because all remaining instances are protected from scale-in.");
        activity.Cause.ShouldContain("shrinking the capacity from 2 to 1.");
        activity.Details.ShouldBe("{}");

        var spared = _world.Group().Instances[0].InstanceId;
        _world.Call("SetInstanceProtection", "AutoScalingGroupName=web", $"InstanceIds.member.1={_world.Group().Instances[1].InstanceId}", "ProtectedFromScaleIn=false");
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldBe(spared);
    }

    [Fact]
    public void Should_Replace_Even_A_Protected_Instance_That_Is_Unhealthy()
    {
        _world.Running(1, "NewInstancesProtectedFromScaleIn=true");
        var id = _world.Group().Instances[0].InstanceId;
        _world.Call("SetInstanceHealth", $"InstanceId={id}", "HealthStatus=Unhealthy");
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldNotBe(id);
    }

    [Fact]
    public void Should_End_An_Instance_By_Request_With_Or_Without_Its_Place()
    {
        _world.Running(3);
        var ids = _world.Group().Instances.Select(instance => instance.InstanceId).ToList();

        var activity = _world.Call("TerminateInstanceInAutoScalingGroup", $"InstanceId={ids[0]}", "ShouldDecrementDesiredCapacity=true").Element("Activity")!;
        activity.Element("Cause")!.Value.ShouldBe($"At 2026-01-05T12:00:00Z instance {ids[0]} was taken out of service in response to a user request, shrinking the capacity from 3 to 2.");
        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(2);

        _world.Call("TerminateInstanceInAutoScalingGroup", $"InstanceId={ids[1]}", "ShouldDecrementDesiredCapacity=false");
        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(2);
        _world.Group().Instances.ShouldNotContain(instance => instance.InstanceId == ids[1]);
    }

    [Fact]
    public void Should_Refuse_To_Shrink_Below_The_Minimum()
    {
        _world.Running(2);
        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web", "MinSize=2");
        var error = _world.Refusal("TerminateInstanceInAutoScalingGroup", $"InstanceId={_world.Group().Instances[0].InstanceId}", "ShouldDecrementDesiredCapacity=true");

        error.Code.ShouldBe("ValidationError");
        error.Message.ShouldStartWith("Currently, desiredSize equals minSize (2).");
    }

    [Fact]
    public void Should_Not_Shrink_While_Terminate_Is_Suspended()
    {
        _world.Running(2);
        _world.Call("SuspendProcesses", "AutoScalingGroupName=web", "ScalingProcesses.member.1=Terminate");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=1");
        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(2);

        _world.Call("ResumeProcesses", "AutoScalingGroupName=web");
        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(1);
    }
}
