namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>What a group leaves undone while a process is suspended, and what it makes up for afterwards.</summary>
public sealed class Suspending
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Not_Launch_But_Still_End_The_Unhealthy_And_Replace_Them_Later()
    {
        _world.Running(2);
        Suspend("Launch");
        _world.Call("SetInstanceHealth", $"InstanceId={_world.Group().Instances[0].InstanceId}", "HealthStatus=Unhealthy");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=3");
        _world.Settle();
        InService().ShouldBe(1);

        Resume("Launch");
        InService().ShouldBe(3);
    }

    [Fact]
    public void Should_Neither_Shrink_Nor_Replace_Without_Terminate_But_Be_Deleted_By_Force()
    {
        _world.Running(2);
        Suspend("Terminate");
        var unhealthy = _world.Group().Instances[0].InstanceId;
        _world.Call("SetInstanceHealth", $"InstanceId={unhealthy}", "HealthStatus=Unhealthy");
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=1");
        _world.Settle();
        InService().ShouldBe(2);

        _world.Call("DeleteAutoScalingGroup", "AutoScalingGroupName=web", "ForceDelete=true");
        _world.Settle();
        _world.Region.ScalingGroups.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Launch_To_Even_Out_Zones_But_Keep_The_Other_While_Terminate_Is_Suspended()
    {
        _world.Running(2);
        Suspend("Terminate");
        OnlyInTheFirstZone();
        InService().ShouldBe(3);
        _world.Time.Advance(TimeSpan.FromHours(1));
        _world.Settle();
        InService().ShouldBe(3, "it grows by one, not on and on");

        Resume("Terminate");
        InService().ShouldBe(2);
    }

    [Theory]
    [InlineData("AZRebalance")]
    [InlineData("Launch")]
    public void Should_Leave_Zones_Uneven(string process)
    {
        _world.Running(2);
        Suspend(process);
        OnlyInTheFirstZone();
        _world.Group().Instances.Select(instance => instance.Place.Zone).Distinct().Count().ShouldBe(2);

        Resume(process);
        for (var round = 0; round < 4; round++)
            _world.Settle();
        _world.Group().Instances.ShouldAllBe(instance => instance.Place.Zone == "eu-west-1a");
        InService().ShouldBe(2);
    }

    [Fact]
    public void Should_Replace_At_Once_What_Was_Found_Unhealthy_Meanwhile()
    {
        _world.Running(1);
        Suspend("ReplaceUnhealthy");
        var id = _world.Group().Instances[0].InstanceId;
        _world.Instances.Set(AutoScalingWorld.RegionName, id, "stopped");
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().HealthStatus.ShouldBe("Unhealthy");

        Resume("ReplaceUnhealthy");
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldNotBe(id);
    }

    [Fact]
    public void Should_Still_Believe_A_Person_While_Health_Checks_Are_Suspended()
    {
        _world.Running(1);
        Suspend("HealthCheck");
        var id = _world.Group().Instances[0].InstanceId;
        _world.Call("SetInstanceHealth", $"InstanceId={id}", "HealthStatus=Unhealthy");
        _world.Settle();
        _world.Group().Instances.ShouldHaveSingleItem().InstanceId.ShouldNotBe(id);
    }

    [Theory]
    [InlineData("AlarmNotification")]
    [InlineData("InstanceRefresh")]
    [InlineData("ScheduledActions")]
    [InlineData("AddToLoadBalancer")]
    public void Should_Go_On_Scaling_Without_The_Others(string process)
    {
        _world.Running(1);
        Suspend(process);
        _world.Call("PutScalingPolicy", "AutoScalingGroupName=web", "PolicyName=p", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1");
        _world.Call("ExecutePolicy", "AutoScalingGroupName=web", "PolicyName=p");
        _world.Settle();
        InService().ShouldBe(2);
    }

    [Fact]
    public void Should_Suspend_All_When_None_Is_Named_And_Say_Since_When()
    {
        _world.Running(1);
        _world.Call("SuspendProcesses", "AutoScalingGroupName=web");
        var suspended = _world.Call("DescribeAutoScalingGroups").Descendants("SuspendedProcesses").Single();
        suspended.Descendants("ProcessName").Count().ShouldBe(9);
        suspended.Descendants("SuspensionReason").ShouldAllBe(reason => reason.Value == "User suspended at 2026-01-05T12:00:00Z");
        _world.Refusal("SuspendProcesses", "AutoScalingGroupName=web", "ScalingProcesses.member.1=Sleep").Code.ShouldBe("ValidationError");
    }

    private int InService() => _world.Group().Instances.Count(instance => instance.InService);

    private void Suspend(string process) => _world.Call("SuspendProcesses", "AutoScalingGroupName=web", $"ScalingProcesses.member.1={process}");

    private void Resume(string process)
    {
        _world.Call("ResumeProcesses", "AutoScalingGroupName=web", $"ScalingProcesses.member.1={process}");
        _world.Settle();
    }

    private void OnlyInTheFirstZone()
    {
        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web",
            $"VPCZoneIdentifier={_world.Region.Subnets.Values.Single(subnet => subnet.Zone == "eu-west-1a").Id}");
        _world.Settle();
    }
}
