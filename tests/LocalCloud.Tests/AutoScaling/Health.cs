using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class Health
{
    private readonly AutoScalingWorld _world = new();

    [Theory]
    [InlineData("terminated")]
    [InlineData("stopped")]
    public void Should_Replace_An_Instance_That_No_Longer_Runs(string state)
    {
        _world.Running(2);
        var id = _world.Group().Instances[0].InstanceId;
        _world.Instances.Set(AutoScalingWorld.RegionName, id, state);
        _world.Engine.Settle();

        _world.Group().Activities.ShouldContain(activity => activity.Description.StartsWith($"Terminating EC2 instance: {id}")
            && activity.Cause == "At 2026-01-05T12:00:00Z an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.");
        _world.Group().Activities.ShouldContain(activity => activity.Cause == "At 2026-01-05T12:00:00Z an instance was launched in response to an unhealthy instance needing to be replaced.");

        _world.Settle();
        _world.Group().Instances.Count.ShouldBe(2);
        _world.Group().Instances.ShouldAllBe(instance => instance.InService && instance.InstanceId != id);
    }

    [Fact]
    public void Should_Replace_What_The_Load_Balancer_Finds_Unhealthy_After_The_Grace_Period()
    {
        _world.Running(2, "HealthCheckType=ELB", "HealthCheckGracePeriod=60", $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        var id = _world.Group().Instances[0].InstanceId;
        _world.Targets.Set(AutoScalingWorld.Blue, id, "unhealthy");
        _world.Time.Advance(TimeSpan.FromSeconds(59));
        _world.Settle();
        _world.Group().Instances.ShouldContain(instance => instance.InstanceId == id);

        _world.Time.Advance(TimeSpan.FromSeconds(1));
        _world.Settle();
        _world.Group().Instances.ShouldNotContain(instance => instance.InstanceId == id);
        _world.Group().Activities.ShouldContain(activity => activity.Cause.EndsWith("an instance was taken out of service in response to an ELB system health check failure."));
    }

    [Fact]
    public void Should_Leave_Unhealthy_Targets_Alone_When_Only_EC2_Is_Asked()
    {
        _world.Running(1, $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}");
        var id = _world.Group().Instances[0].InstanceId;
        _world.Targets.Set(AutoScalingWorld.Blue, id, "unhealthy");
        _world.Settle();

        _world.Group().Instances.Single().InstanceId.ShouldBe(id);
    }

    [Theory]
    [InlineData("HealthCheck", "Healthy")]
    [InlineData("ReplaceUnhealthy", "Unhealthy")]
    public void Should_Not_Replace_While_Suspended(string process, string health)
    {
        _world.Running(1);
        _world.Call("SuspendProcesses", "AutoScalingGroupName=web", $"ScalingProcesses.member.1={process}");
        _world.Instances.Set(AutoScalingWorld.RegionName, _world.Group().Instances[0].InstanceId, "terminated");
        _world.Settle();

        _world.Group().Instances.ShouldHaveSingleItem().HealthStatus.ShouldBe(health);
    }

    [Fact]
    public void Should_Believe_A_Person_But_Respect_The_Grace_Period()
    {
        _world.Running(1, "HealthCheckGracePeriod=60");
        var id = _world.Group().Instances[0].InstanceId;
        _world.Call("SetInstanceHealth", $"InstanceId={id}", "HealthStatus=Unhealthy");
        _world.Settle();
        _world.Group().Instances.Single().InstanceId.ShouldBe(id);

        _world.Call("SetInstanceHealth", $"InstanceId={id}", "HealthStatus=Unhealthy", "ShouldRespectGracePeriod=false");
        _world.Settle();
        _world.Group().Instances.Single().InstanceId.ShouldNotBe(id);
        _world.Group().Activities.ShouldContain(activity => activity.Cause.EndsWith("in response to a user health-check."));
    }
}
