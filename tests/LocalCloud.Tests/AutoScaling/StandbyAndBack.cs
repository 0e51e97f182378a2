using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class StandbyAndBack
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Drain_An_Instance_Before_It_Stands_By_And_Register_It_Again_Afterwards()
    {
        _world.Targets.Drains = true;
        _world.Running(2, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        var id = First();

        var activity = Move("EnterStandby", id, "ShouldDecrementDesiredCapacity=true");
        activity.Element("Description")!.Value.ShouldBe($"Moving EC2 instance to Standby: {id}");
        activity.Element("Cause")!.Value.ShouldBe($"At 2026-01-05T12:00:00Z instance {id} was moved to standby in response to a user request, shrinking the capacity from 2 to 1.");
        (activity.Element("StatusCode")!.Value, activity.Element("Progress")!.Value).ShouldBe(("InProgress", "50"));
        _world.Settle();
        State(id).ShouldBe("EnteringStandby");

        _world.Targets.EndDraining();
        _world.Settle();
        State(id).ShouldBe("Standby");
        _world.Group().Instances.Count.ShouldBe(2);
        _world.Group().Activities[0].StatusCode.ShouldBe("Successful");

        activity = Move("ExitStandby", id);
        activity.Element("Cause")!.Value.ShouldBe($"At 2026-01-05T12:00:00Z instance {id} was moved out of standby in response to a user request, increasing the capacity from 1 to 2.");
        (activity.Element("StatusCode")!.Value, activity.Element("Progress")!.Value).ShouldBe(("PreInService", "30"));
        State(id).ShouldBe("Pending");
        _world.Settle();
        State(id).ShouldBe("InService");
        _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).ShouldContain(target => target.InstanceId == id && target.State == "initial");
        _world.Group().DesiredCapacity.ShouldBe(2);
    }

    [Fact]
    public void Should_Launch_Another_While_One_Stands_By_Where_The_Capacity_Stays()
    {
        _world.Running(1);
        var id = First();
        Move("EnterStandby", id, "ShouldDecrementDesiredCapacity=false").Element("Cause")!.Value
            .ShouldBe($"At 2026-01-05T12:00:00Z instance {id} was moved to standby in response to a user request.");
        _world.Settle();

        _world.Group().Instances.Select(instance => instance.LifecycleState).ShouldBe(["Standby", "InService"]);
        _world.Group().DesiredCapacity.ShouldBe(1);
    }

    [Fact]
    public void Should_Not_Ask_About_The_Health_Of_An_Instance_On_Standby_Until_It_Is_Back()
    {
        _world.Running(1);
        var id = First();
        Move("EnterStandby", id, "ShouldDecrementDesiredCapacity=true");
        _world.Settle();
        _world.Instances.Set(AutoScalingWorld.RegionName, id, "terminated");
        _world.Settle();
        _world.Group().Instances.Single().HealthStatus.ShouldBe("Healthy");

        Move("ExitStandby", id);
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldNotBe(id);
        _world.Group().Activities.ShouldContain(activity => activity.Cause.EndsWith(Cause.FailedInstance));
    }

    [Fact]
    public void Should_Not_End_An_Instance_On_Standby_When_The_Group_Shrinks_But_When_It_Is_Deleted()
    {
        _world.Running(2);
        var id = First();
        Move("EnterStandby", id, "ShouldDecrementDesiredCapacity=true");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldBe(id);
        _world.Refusal("DeleteAutoScalingGroup", "AutoScalingGroupName=web").Code.ShouldBe("ResourceInUse");

        _world.Call("DeleteAutoScalingGroup", "AutoScalingGroupName=web", "ForceDelete=true");
        _world.Settle();
        _world.Region.ScalingGroups.ShouldBeEmpty();
        _world.Region.Instances[id].State.ShouldBe("terminated");
    }

    [Fact]
    public void Should_Let_A_Detached_Instance_Run_On_And_Take_It_Into_Another_Group()
    {
        _world.Running(2, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        var id = First();
        var activity = Move("DetachInstances", id, "ShouldDecrementDesiredCapacity=true");
        activity.Element("Description")!.Value.ShouldBe($"Detaching EC2 instance: {id}");
        activity.Element("Cause")!.Value.ShouldBe($"At 2026-01-05T12:00:00Z instance {id} was detached in response to a user request, shrinking the capacity from 2 to 1.");
        State(id).ShouldBe("Detaching");
        _world.Settle();

        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldNotBe(id);
        _world.Region.Instances[id].State.ShouldBe("running");
        _world.Region.Instances[id].Tags.ShouldNotContainKey("aws:autoscaling:groupName");
        _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).ShouldNotContain(target => target.InstanceId == id);

        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=other", "LaunchTemplate.LaunchTemplateName=web", "MinSize=0", "MaxSize=1",
            $"VPCZoneIdentifier={_world.Subnets}");
        _world.Call("AttachInstances", "AutoScalingGroupName=other", $"InstanceIds.member.1={id}");
        _world.Settle();

        _world.Group("other").Instances.ShouldHaveSingleItem().LifecycleState.ShouldBe("InService");
        _world.Group("other").DesiredCapacity.ShouldBe(1);
        _world.Group("other").Activities.ShouldHaveSingleItem().Cause
            .ShouldBe("At 2026-01-05T12:00:00Z an instance was attached in response to a user request, increasing the capacity from 0 to 1.");
        _world.Region.Instances[id].Tags["aws:autoscaling:groupName"].ShouldBe("other");
        var shown = _world.Call("DescribeAutoScalingInstances", $"InstanceIds.member.1={id}").Descendants("member").Single();
        shown.Element("LaunchTemplate").ShouldBeNull();
    }

    [Fact]
    public void Should_Refuse_What_Does_Not_Fit_And_Say_It_As_AWS_Does()
    {
        _world.Running(2);
        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web", "MinSize=2", "MaxSize=2");
        var id = First();
        const string sizes = "AutoScalingGroup web has min-size=2, max-size=2, and desired-size=2. To ";

        Refused("EnterStandby", id, "ShouldDecrementDesiredCapacity=true").ShouldBe(sizes + "place into standby 1 instance, please update the AutoScalingGroup sizes appropriately.");
        Refused("DetachInstances", id, "ShouldDecrementDesiredCapacity=true").ShouldBe(sizes + "detach 1 instance, please update the AutoScalingGroup sizes appropriately.");
        Refused("AttachInstances", id).ShouldBe(sizes + "attach 1 instance, please update the AutoScalingGroup sizes appropriately.");
        Refused("DetachInstances", "i-none", "ShouldDecrementDesiredCapacity=false").ShouldBe("The instance i-none is not part of Auto Scaling group web.");
        Refused("ExitStandby", id).ShouldBe($"The instance {id} is not in Standby.");
        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web", "MaxSize=3");
        Refused("AttachInstances", id).ShouldBe($"The Instance: {id} is already part of AutoScalingGroup:web");
        Refused("EnterStandby", id).ShouldContain("Value null at 'ShouldDecrementDesiredCapacity'");

        Move("DetachInstances", id, "ShouldDecrementDesiredCapacity=false");
        Refused("DetachInstances", id, "ShouldDecrementDesiredCapacity=false").ShouldBe($"The instance {id} is not in InService or Standby.");
    }

    [Theory]
    [InlineData("stopped", "eu-west-1a", "is not in the running state.")]
    [InlineData("running", "eu-west-1b", "is not in an Availability Zone of AutoScalingGroup:lone")]
    public void Should_Attach_Only_What_Runs_In_Its_Zones(string state, string zone, string message)
    {
        _world.Running(3);
        var id = _world.Group().Instances.Single(instance => instance.Place.Zone == zone).InstanceId;
        Move("DetachInstances", id, "ShouldDecrementDesiredCapacity=true");
        _world.Settle();
        _world.Instances.Set(AutoScalingWorld.RegionName, id, state);
        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=lone", "LaunchTemplate.LaunchTemplateName=web", "MinSize=0", "MaxSize=1", "AvailabilityZones.member.1=eu-west-1a");

        _world.Refusal("AttachInstances", "AutoScalingGroupName=lone", $"InstanceIds.member.1={id}").Message.ShouldEndWith(message);
        _world.Group("lone").DesiredCapacity.ShouldBe(0);
    }

    private string First() => _world.Group().Instances[0].InstanceId;

    private string State(string id) => _world.Group().Instances.Single(instance => instance.InstanceId == id).LifecycleState;

    private XElement Move(string action, string id, params string[] more) =>
        _world.Call(action, [.. Naming(id), .. more]).Descendants("member").Single();

    private string Refused(string action, string id, params string[] more)
    {
        var error = _world.Refusal(action, [.. Naming(id), .. more]);
        error.Code.ShouldBe("ValidationError");
        return error.Message;
    }

    private static string[] Naming(string id) => ["AutoScalingGroupName=web", $"InstanceIds.member.1={id}"];
}
