namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>
/// Which of four instances of one zone goes first. They are launched at 12:00 (version 2), 12:20 (version 1), 12:50 (version 1) and 13:10
/// (version 2); it is 13:15, and the group launches version 2 of its template.
/// </summary>
public sealed class TerminationPolicies
{
    private static readonly string[] Launched = ["12:00 v2", "12:20 v1", "12:50 v1", "13:10 v2"];

    private readonly AutoScalingWorld _world = new();

    [Theory]
    [InlineData("12:20 v1", "Default")]
    [InlineData("12:00 v2", "OldestInstance")]
    [InlineData("13:10 v2", "NewestInstance")]
    [InlineData("12:20 v1", "ClosestToNextInstanceHour")]
    [InlineData("12:20 v1", "OldestLaunchTemplate", "OldestInstance")]
    [InlineData("12:50 v1", "OldestLaunchTemplate", "NewestInstance")]
    [InlineData("12:20 v1", "OldestLaunchTemplate", "ClosestToNextInstanceHour")]
    [InlineData("12:00 v2", "AllocationStrategy", "OldestInstance")]
    [InlineData("12:20 v1", "OldestLaunchConfiguration", "Default")]
    public void Should_Choose_By_The_Policies_In_Their_Order(string first, params string[] policies)
    {
        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=web", "LaunchTemplate.LaunchTemplateId=lt-1", "LaunchTemplate.Version=2",
            "MinSize=0", "MaxSize=5", "DesiredCapacity=1", "AvailabilityZones.member.1=eu-west-1a");
        _world.Settle();
        Grow(20, 2, version: 1);
        Grow(30, 3, version: 1);
        Grow(20, 4, version: 2);
        _world.Call("UpdateAutoScalingGroup", ["AutoScalingGroupName=web", .. policies.Select((policy, index) => $"TerminationPolicies.member.{index + 1}={policy}")]);
        _world.Time.Advance(TimeSpan.FromMinutes(5));

        Shrunk().ShouldBe(first);
    }

    [Fact]
    public void Should_End_What_Came_From_A_Configuration_Before_What_Came_From_A_Template()
    {
        _world.Call("CreateLaunchConfiguration", "LaunchConfigurationName=lc", $"ImageId={_world.Region.Images.Keys.First()}", "InstanceType=t3.small");
        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=web", "LaunchTemplate.LaunchTemplateId=lt-1", "LaunchTemplate.Version=1",
            "MinSize=0", "MaxSize=5", "DesiredCapacity=1", "AvailabilityZones.member.1=eu-west-1a");
        _world.Settle();
        Update(10, 2, "LaunchConfigurationName=lc");
        Update(10, 3, "LaunchTemplate.LaunchTemplateId=lt-1", "LaunchTemplate.Version=2");

        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=2");
        _world.Settle();

        _world.Group().Instances.ShouldAllBe(instance => instance.Source.LaunchConfigurationName == null);
    }

    [Fact]
    public void Should_Move_Away_From_Types_That_Are_No_Longer_Preferred()
    {
        _world.Call("CreateAutoScalingGroup",
            ["AutoScalingGroupName=web", "MinSize=0", "MaxSize=5", "DesiredCapacity=1", "AvailabilityZones.member.1=eu-west-1a", .. Preferring("t3.small", "t3.medium")]);
        _world.Settle();
        Update(10, 2, Preferring("t3.medium", "t3.small"));
        _world.Group().Instances.Select(instance => instance.InstanceType).ShouldBe(["t3.small", "t3.medium"]);
        Update(10, 2, "TerminationPolicies.member.1=NewestInstance", "TerminationPolicies.member.2=Default");
        Update(10, 2, "TerminationPolicies.member.1=Default");

        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=1");
        _world.Settle();

        _world.Group().Instances.ShouldHaveSingleItem().InstanceType.ShouldBe("t3.medium");
    }

    private static string[] Preferring(params string[] types) =>
    [
        "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName=web",
        .. types.Select((type, index) => $"MixedInstancesPolicy.LaunchTemplate.Overrides.member.{index + 1}.InstanceType={type}")
    ];

    private void Grow(int minutes, int desired, int version) =>
        Update(minutes, desired, "LaunchTemplate.LaunchTemplateName=web", $"LaunchTemplate.Version={version}");

    private void Update(int minutes, int desired, params string[] more)
    {
        _world.Time.Advance(TimeSpan.FromMinutes(minutes));
        _world.Call("UpdateAutoScalingGroup", ["AutoScalingGroupName=web", $"DesiredCapacity={desired}", .. more]);
        _world.Settle();
    }

    private string Shrunk()
    {
        var before = _world.Group().Instances.ConvertAll(instance => instance.InstanceId);
        _world.Call("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=3");
        _world.Settle();
        return Launched[before.FindIndex(id => !_world.Group().Instances.Exists(instance => instance.InstanceId == id))];
    }
}
