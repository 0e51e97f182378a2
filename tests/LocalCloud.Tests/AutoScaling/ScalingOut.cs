using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class ScalingOut
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Launch_What_Is_Desired_Evenly_Over_The_Zones()
    {
        _world.Create(desired: 4);
        _world.Engine.Settle();

        _world.Group().Instances.ShouldAllBe(instance => instance.LifecycleState == "Pending");
        _world.Group().Instances.CountBy(instance => instance.Place.Zone).Select(zone => zone.Value).Order().ShouldBe([1, 1, 2]);
    }

    [Fact]
    public void Should_Take_An_Instance_Into_Service_When_It_Runs_And_Register_It_Then()
    {
        _world.Create(desired: 1, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        _world.Engine.Settle();
        _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).ShouldBeEmpty();

        var id = _world.Group().Instances[0].InstanceId;
        _world.Instances.Set(AutoScalingWorld.RegionName, id, "running");
        _world.Engine.Settle();

        _world.Group().Instances[0].LifecycleState.ShouldBe("InService");
        _world.Targets.Health(AutoScalingWorld.RegionName, AutoScalingWorld.Blue).Select(target => target.InstanceId).ShouldBe([id]);
    }

    [Fact]
    public void Should_Tell_Why_And_How_It_Went()
    {
        _world.Running(2);

        var activity = _world.Group().Activities[0];
        activity.Description.ShouldStartWith("Launching a new EC2 instance: i-");
        activity.StatusCode.ShouldBe("Successful");
        activity.Progress.ShouldBe(100);
        activity.Cause.ShouldBe(
            "At 2026-01-05T12:00:00Z a user request created an AutoScalingGroup changing the desired capacity from 0 to 2.  "
            + "At 2026-01-05T12:00:00Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 0 to 2.");
        activity.Details.ShouldContain("\"Subnet ID\":\"subnet-");
    }

    [Fact]
    public void Should_Tag_Instances_With_Its_Name_And_What_Propagates()
    {
        _world.Running(1,
            "Tags.member.1.Key=bundt:release", "Tags.member.1.Value=v1.4.2", "Tags.member.1.PropagateAtLaunch=true",
            "Tags.member.2.Key=own", "Tags.member.2.Value=x", "Tags.member.2.PropagateAtLaunch=false");

        var tags = _world.Instances.Launches.Single().Tags;
        tags["bundt:release"].ShouldBe("v1.4.2");
        tags["aws:autoscaling:groupName"].ShouldBe("web");
        tags["aws:ec2launchtemplate:version"].ShouldBe("1");
        tags["Name"].ShouldBe("from-template");
        tags.ShouldNotContainKey("own");
    }

    [Fact]
    public void Should_Record_A_Refused_Launch_And_Try_Again_Later_And_Later()
    {
        Refuse("InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist", _world.Region.Zones);
        _world.Create(desired: 3);
        _world.Engine.Settle();

        var activity = _world.Group().Activities.ShouldHaveSingleItem();
        activity.StatusCode.ShouldBe("Failed");
        activity.StatusMessage.ShouldBe("The image id '[ami-1]' does not exist. Launching EC2 instance failed.");
        activity.Description.ShouldBe("Launching a new EC2 instance.  Status Reason: The image id '[ami-1]' does not exist. Launching EC2 instance failed.");

        _world.Time.Advance(TimeSpan.FromSeconds(1));
        _world.Engine.Settle();
        _world.Group().Activities.Count.ShouldBe(2);
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        _world.Engine.Settle();
        _world.Group().Activities.Count.ShouldBe(2);

        _world.Instances.Refusals.Clear();
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        _world.Settle();
        _world.Group().Instances.Count(instance => instance.InService).ShouldBe(3);
    }

    [Fact]
    public void Should_Go_To_Another_Zone_When_One_Has_No_Capacity()
    {
        Refuse("InsufficientInstanceCapacity", "We currently do not have sufficient t3.micro capacity in the Availability Zone you requested.", ["eu-west-1a"]);
        _world.Running(2);

        _world.Group().Instances.Select(instance => instance.Place.Zone).Order().ShouldBe(["eu-west-1b", "eu-west-1c"]);
        _world.Group().Activities.ShouldContain(activity => activity.StatusCode == "Failed");
    }

    [Fact]
    public void Should_Cancel_The_Launch_Of_An_Instance_That_Does_Not_Come_Up()
    {
        _world.Create(desired: 1);
        _world.Engine.Settle();
        var id = _world.Group().Instances[0].InstanceId;
        _world.Instances.Set(AutoScalingWorld.RegionName, id, "terminated", "Server.InternalError: Internal error on launch");
        _world.Engine.Settle();

        var activity = _world.Group().Activities[0];
        activity.StatusCode.ShouldBe("Cancelled");
        activity.StatusMessage.ShouldBe("Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Server.InternalError: Internal error on launch");
        _world.Group().Instances.ShouldBeEmpty();

        _world.Time.Advance(TimeSpan.FromSeconds(2));
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldNotBe(id);
    }

    [Fact]
    public void Should_Even_Out_Zones_By_Launching_Before_It_Terminates()
    {
        _world.Running(3);
        var onlyOne = _world.Region.Subnets.Values.Single(subnet => subnet.Zone == "eu-west-1a").Id;
        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web", $"VPCZoneIdentifier={onlyOne}");
        _world.Engine.Settle();
        _world.Group().Instances.Count.ShouldBe(4);
        _world.Group().Instances.Count(instance => instance.InService).ShouldBe(3);

        for (var round = 0; round < 4; round++)
            _world.Settle();
        _world.Group().Instances.Count.ShouldBe(3);
        _world.Group().Instances.ShouldAllBe(instance => instance.InService && instance.Place.Zone == "eu-west-1a");
    }

    [Fact]
    public void Should_Go_Back_To_A_Zone_That_Recovers_And_Say_So()
    {
        Refuse("InsufficientInstanceCapacity", "We currently do not have sufficient capacity.", ["eu-west-1a"]);
        _world.Running(4);
        Zones().ShouldBe([0, 2, 2]);

        _world.Instances.Refusals.Clear();
        _world.Settle();
        Zones().ShouldBe([0, 2, 2], "it is tried again in five minutes");
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        for (var round = 0; round < 3; round++)
            _world.Settle();

        Zones().ShouldBe([1, 1, 2]);
        _world.Group().Activities.ShouldContain(activity => activity.Cause.EndsWith("an instance was launched to aid in balancing the group's zones."));
        _world.Group().Activities[0].Cause.ShouldStartWith(
            "At 2026-01-05T12:05:00Z instances were launched to balance instances in zones eu-west-1a with other zones resulting in more than desired number of instances in the group.");
    }

    [Fact]
    public void Should_Wait_For_A_Zone_Where_Only_Balance_Is_Wanted()
    {
        Refuse("InsufficientInstanceCapacity", "We currently do not have sufficient capacity.", ["eu-west-1a"]);
        _world.Running(3, "AvailabilityZoneDistribution.CapacityDistributionStrategy=balanced-only");
        Zones().ShouldBe([0, 0, 0]);

        _world.Instances.Refusals.Clear();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Settle();
        Zones().ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Should_Come_Back_To_Its_Size_After_A_Restart()
    {
        _world.Running(2);
        foreach (var instance in _world.Group().Instances)
            _world.Instances.Set(AutoScalingWorld.RegionName, instance.InstanceId, "terminated", "Server.Restart");

        using var next = _world.NewEngine();
        next.Settle();
        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(2);
        _world.Group().Instances.ShouldAllBe(instance => instance.InService);
    }

    private int[] Zones() =>
        [.. _world.Region.Zones.Select(zone => _world.Group().Instances.Count(instance => instance.InService && instance.Place.Zone == zone))];

    private void Refuse(string code, string message, IEnumerable<string> zones)
    {
        foreach (var zone in zones)
            _world.Instances.Refusals[zone] = new AwsError(code, message);
    }
}
