using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class Deleting
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Refuse_While_There_Are_Instances()
    {
        _world.Running(1);
        _world.Refusal("DeleteAutoScalingGroup", "AutoScalingGroupName=web").Code.ShouldBe("ResourceInUse");
    }

    [Fact]
    public void Should_Refuse_While_Instances_Are_Leaving()
    {
        _world.Running(1);
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0");
        _world.Engine.Settle();
        _world.Refusal("DeleteAutoScalingGroup", "AutoScalingGroupName=web").Code.ShouldBe("ScalingActivityInProgress");
    }

    [Fact]
    public void Should_End_Everything_By_Force_And_Remember_What_Happened()
    {
        _world.Running(2);
        _world.Call("DeleteAutoScalingGroup", "AutoScalingGroupName=web", "ForceDelete=true");
        _world.Engine.Settle();
        _world.Call("DescribeAutoScalingGroups").Descendants("Status").Single().Value.ShouldBe("Delete in progress");

        _world.Settle();

        _world.Region.ScalingGroups.ShouldBeEmpty();
        _world.Region.Instances.Values.ShouldAllBe(instance => instance.State == "terminated");
        _world.Refusal("DescribeScalingActivities", "AutoScalingGroupName=web").Code.ShouldBe("ValidationError");
        var activities = _world.Call("DescribeScalingActivities", "AutoScalingGroupName=web", "IncludeDeletedGroups=true");
        activities.Descendants("ActivityId").Count().ShouldBe(4);
        activities.Descendants("AutoScalingGroupState").First().Value.ShouldBe("Deleted");
    }

    [Fact]
    public void Should_Be_Gone_At_Once_When_Empty()
    {
        _world.Running(0);
        _world.Call("DeleteAutoScalingGroup", "AutoScalingGroupName=web");
        _world.Settle();
        _world.Call("DescribeAutoScalingGroups").Descendants("AutoScalingGroupName").ShouldBeEmpty();
    }
}
