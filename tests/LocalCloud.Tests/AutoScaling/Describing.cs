using System.Text.Json;
using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class Describing
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public void Should_Show_Policies_Exactly_And_Name_Their_Alarms_As_AWS_Does()
    {
        _world.Running(0);
        _world.Call("PutScalingPolicy", "AutoScalingGroupName=web", "PolicyName=cpu", "PolicyType=TargetTrackingScaling",
            "TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType=ASGAverageCPUUtilization",
            "TargetTrackingConfiguration.TargetValue=50", "EstimatedInstanceWarmup=120");
        _world.Call("PutScalingPolicy", "AutoScalingGroupName=web", "PolicyName=steps", "PolicyType=StepScaling", "AdjustmentType=ChangeInCapacity",
            "StepAdjustments.member.1.MetricIntervalLowerBound=0", "StepAdjustments.member.1.MetricIntervalUpperBound=20", "StepAdjustments.member.1.ScalingAdjustment=1",
            "StepAdjustments.member.2.MetricIntervalLowerBound=20", "StepAdjustments.member.2.ScalingAdjustment=3");

        var policies = _world.Call("DescribePolicies", "AutoScalingGroupName=web").Element("ScalingPolicies")!.Elements("member").ToList();

        var tracking = policies[0].Element("TargetTrackingConfiguration")!;
        tracking.Element("TargetValue")!.Value.ShouldBe("50");
        tracking.Element("DisableScaleIn")!.Value.ShouldBe("false");
        tracking.Element("PredefinedMetricSpecification")!.Value.ShouldBe("ASGAverageCPUUtilization");
        policies[0].Descendants("AlarmName").Select(alarm => alarm.Value[..^36]).ShouldBe(["TargetTracking-web-AlarmHigh-", "TargetTracking-web-AlarmLow-"]);
        policies[1].Element("StepAdjustments")!.Elements("member").Select(step => step.Element("ScalingAdjustment")!.Value).ShouldBe(["1", "3"]);
    }

    [Fact]
    public void Should_Page_And_Filter_Groups()
    {
        for (var number = 0; number < 5; number++)
        {
            _world.Call("CreateAutoScalingGroup", $"AutoScalingGroupName=g{number}", "LaunchTemplate.LaunchTemplateId=lt-1", "MinSize=0", "MaxSize=0",
                $"VPCZoneIdentifier={_world.Subnets}", "Tags.member.1.Key=env", $"Tags.member.1.Value={(number % 2 == 0 ? "even" : "odd")}");
        }

        var first = _world.Call("DescribeAutoScalingGroups", "MaxRecords=2");
        Names(first).ShouldBe(["g0", "g1"]);
        Names(_world.Call("DescribeAutoScalingGroups", "MaxRecords=2", $"NextToken={first.Element("NextToken")!.Value}")).ShouldBe(["g2", "g3"]);
        Names(_world.Call("DescribeAutoScalingGroups", "Filters.member.1.Name=tag:env", "Filters.member.1.Values.member.1=odd")).ShouldBe(["g1", "g3"]);
        Names(_world.Call("DescribeAutoScalingGroups", "AutoScalingGroupNames.member.1=g4", "AutoScalingGroupNames.member.2=none")).ShouldBe(["g4"]);
        _world.Refusal("DescribeAutoScalingGroups", "NextToken=nonsense").Code.ShouldBe("InvalidNextToken");
    }

    [Fact]
    public void Should_Show_A_Mixed_Instances_Policy_With_What_AWS_Adds()
    {
        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=web", "MinSize=0", "MaxSize=0", "AvailabilityZones.member.1=eu-west-1a",
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName=web",
            "MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceType=t3.small",
            "MixedInstancesPolicy.InstancesDistribution.OnDemandBaseCapacity=1");

        var policy = _world.Call("DescribeAutoScalingGroups").Descendants("MixedInstancesPolicy").Single();
        policy.Descendants("LaunchTemplateSpecification").Single().Elements().Select(element => $"{element.Name}={element.Value}").Order()
            .ShouldBe(["LaunchTemplateId=lt-1", "LaunchTemplateName=web", "Version=$Default"]);
        policy.Element("InstancesDistribution")!.Elements().Select(element => $"{element.Name}={element.Value}").Order().ShouldBe(
        [
            "OnDemandAllocationStrategy=prioritized", "OnDemandBaseCapacity=1", "OnDemandPercentageAboveBaseCapacity=100",
            "SpotAllocationStrategy=lowest-price", "SpotInstancePools=2"
        ]);
        policy.Descendants("InstanceType").Single().Value.ShouldBe("t3.small");
    }

    [Fact]
    public void Should_Take_Settings_Away_By_The_Values_That_AWS_Has_For_That()
    {
        _world.Running(0, "MaxInstanceLifetime=86400", "DefaultInstanceWarmup=30", "InstanceMaintenancePolicy.MinHealthyPercentage=90", "InstanceMaintenancePolicy.MaxHealthyPercentage=110");
        var shown = _world.Call("DescribeAutoScalingGroups");
        shown.Descendants("InstanceMaintenancePolicy").Single().Elements().Select(element => element.Value).ShouldBe(["110", "90"], ignoreOrder: true);
        shown.Descendants("MaxInstanceLifetime").Single().Value.ShouldBe("86400");

        _world.Call("UpdateAutoScalingGroup", "AutoScalingGroupName=web", "MaxInstanceLifetime=0", "DefaultInstanceWarmup=-1", "InstanceMaintenancePolicy.MinHealthyPercentage=-1", "InstanceMaintenancePolicy.MaxHealthyPercentage=-1");
        shown = _world.Call("DescribeAutoScalingGroups");
        foreach (var setting in new[] { "InstanceMaintenancePolicy", "MaxInstanceLifetime", "DefaultInstanceWarmup" })
            shown.Descendants(setting).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tag-key", "env", "g0 g1 g2")]
    [InlineData("tag-value", "blue", "g0 g2")]
    [InlineData("tag:env", "green", "g1")]
    [InlineData("tag:team", "web", "g2")]
    public void Should_Filter_Groups_By_Their_Tags(string filter, string value, string found)
    {
        Tagged("g0", ("env", "blue"));
        Tagged("g1", ("env", "green"));
        Tagged("g2", ("env", "blue"), ("team", "web"));

        Names(_world.Call("DescribeAutoScalingGroups", $"Filters.member.1.Name={filter}", $"Filters.member.1.Values.member.1={value}")).ShouldBe(found.Split(' '));
        Names(_world.Call("DescribeAutoScalingGroups", $"Filters.member.1.Name={filter}", $"Filters.member.1.Values.member.1={value}",
            "Filters.member.2.Name=tag-key", "Filters.member.2.Values.member.1=none")).ShouldBeEmpty("all filters have to match");
    }

    [Theory]
    [InlineData("auto-scaling-group", "g0", "env")]
    [InlineData("key", "team", "team")]
    [InlineData("value", "web", "team")]
    [InlineData("propagate-at-launch", "true", "env", "team")]
    public void Should_Filter_Tags(string filter, string value, params string[] keys)
    {
        Tagged("g0", ("env", "blue"));
        Tagged("g2", ("team", "web"));
        _world.Call("DescribeTags", $"Filters.member.1.Name={filter}", $"Filters.member.1.Values.member.1={value}").Descendants("Key").Select(key => key.Value).ShouldBe(keys);
    }

    [Theory]
    [InlineData("DescribeWarmPool", "Instances")]
    [InlineData("DescribeInstanceRefreshes", "InstanceRefreshes")]
    [InlineData("DescribeNotificationConfigurations", "NotificationConfigurations")]
    [InlineData("DescribeLoadBalancers", "LoadBalancers")]
    [InlineData("DescribeTrafficSources", "TrafficSources")]
    public void Should_Answer_Empty_What_There_Is_Not(string action, string list)
    {
        _world.Running(0);
        _world.Call(action, "AutoScalingGroupName=web").Element(list)!.HasElements.ShouldBeFalse();
    }

    [Theory]
    [InlineData("AlreadyExists", "AutoScalingGroupName=web", "MaxSize=1")]
    [InlineData("ValidationError", "AutoScalingGroupName=other", "MaxSize=1", "DesiredCapacity=5")]
    public void Should_Refuse_A_Group_That_Cannot_Be(string code, params string[] parameters)
    {
        _world.Running(0);
        _world.Refusal("CreateAutoScalingGroup",
            ["LaunchTemplate.LaunchTemplateName=web", "MinSize=0", $"VPCZoneIdentifier={_world.Subnets}", .. parameters]).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("Granularity=1Hour")]
    [InlineData("Granularity=1Minute", "Metrics.member.1=GroupMinSize", "Metrics.member.2=GroupMood")]
    public void Should_Refuse_Metrics_That_There_Are_Not(params string[] parameters)
    {
        _world.Running(0);
        _world.Refusal("EnableMetricsCollection", ["AutoScalingGroupName=web", .. parameters]).Code.ShouldBe("ValidationError");
        _world.Group().EnabledMetrics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CreateOrUpdateTags", "Tags")]
    [InlineData("DeleteTags", "Tags")]
    [InlineData("AttachLoadBalancerTargetGroups", "TargetGroupARNs")]
    [InlineData("DetachLoadBalancerTargetGroups", "TargetGroupARNs")]
    [InlineData("AttachTrafficSources", "TrafficSources")]
    public void Should_Refuse_A_Call_That_Lacks_A_List(string action, string list)
    {
        _world.Running(0);
        _world.Refusal(action, "AutoScalingGroupName=web").Message.ShouldContain($"Value null at '{list}'");
    }

    [Fact]
    public void Should_Word_Refusals_As_AWS_Does()
    {
        _world.Running(0);
        _world.Refusal("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=11").Message
            .ShouldBe("New SetDesiredCapacity value 11 is above max value 10 for the AutoScalingGroup.");
        _world.Refusal("UpdateAutoScalingGroup", "AutoScalingGroupName=none", "MinSize=0").Message
            .ShouldBe("AutoScalingGroup name not found - AutoScalingGroup none not found");
        _world.Refusal("UpdateAutoScalingGroup", "AutoScalingGroupName=web", "DesiredCapacity=11").Message
            .ShouldBe("Desired capacity:11 must be between the specified min size:0 and max size:10");
        _world.Refusal("SetInstanceHealth", "InstanceId=i-none", "HealthStatus=Healthy").Message
            .ShouldBe("Instance Id not found - No managed instance found for instance ID: i-none");
        _world.Refusal("DeleteScheduledAction", "AutoScalingGroupName=web", "ScheduledActionName=none").Message
            .ShouldBe("Scheduled action name not found");
    }

    [Fact]
    public void Should_Launch_From_A_Configuration_That_Cannot_Go_While_It_Is_Used()
    {
        _world.Call("CreateLaunchConfiguration", "LaunchConfigurationName=lc", $"ImageId={_world.Region.Images.Keys.First()}", "InstanceType=t3.small", "MetadataOptions.HttpTokens=required");
        _world.Call("CreateAutoScalingGroup", "AutoScalingGroupName=web", "LaunchConfigurationName=lc", "MinSize=1", "MaxSize=1", "AvailabilityZones.member.1=eu-west-1b");
        _world.Settle();

        _world.Group().Instances.Single().Place.Zone.ShouldBe("eu-west-1b");
        var launch = _world.Instances.Launches.Single();
        launch.InstanceType.ShouldBe("t3.small");
        launch.MetadataOptions.NeedsToken().ShouldBeTrue();
        _world.Refusal("DeleteLaunchConfiguration", "LaunchConfigurationName=lc").Code.ShouldBe("ResourceInUse");
    }

    [Fact]
    public void Should_Tag_And_Untag_Groups()
    {
        _world.Running(0);
        _world.Call("CreateOrUpdateTags", "Tags.member.1.ResourceId=web", "Tags.member.1.ResourceType=auto-scaling-group",
            "Tags.member.1.Key=bundt:warm-until", "Tags.member.1.Value=soon", "Tags.member.1.PropagateAtLaunch=false");
        _world.Call("DescribeTags", "Filters.member.1.Name=auto-scaling-group", "Filters.member.1.Values.member.1=web").Descendants("Value").Single().Value.ShouldBe("soon");

        _world.Call("DeleteTags", "Tags.member.1.ResourceId=web", "Tags.member.1.ResourceType=auto-scaling-group", "Tags.member.1.Key=bundt:warm-until");
        _world.Group().Tags.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Keep_Its_State_Through_Json()
    {
        _world.Running(2, "Tags.member.1.Key=a", "Tags.member.1.Value=b", "HealthCheckType=ELB", $"TargetGroupARNs.member.1={AutoScalingWorld.Blue}",
            "LifecycleHookSpecificationList.member.1.LifecycleHookName=gate",
            "LifecycleHookSpecificationList.member.1.LifecycleTransition=autoscaling:EC2_INSTANCE_LAUNCHING");
        _world.Call("PutScheduledUpdateGroupAction", "AutoScalingGroupName=web", "ScheduledActionName=x", "Recurrence=0 8 * * *", "MinSize=0");
        _world.Call("PutScalingPolicy", "AutoScalingGroupName=web", "PolicyName=p", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1");

        var json = JsonSerializer.Serialize(_world.Group());
        var again = JsonSerializer.Deserialize<ScalingGroup>(json)!;

        JsonSerializer.Serialize(again).ShouldBe(json);
        again.Instances[0].LifecycleActions.Count.ShouldBe(1);
        again.Instances[0].Place.ShouldBe(_world.Group().Instances[0].Place);
    }

    private void Tagged(string name, params IReadOnlyList<(string Key, string Value)> tags) => _world.Call("CreateAutoScalingGroup",
    [
        $"AutoScalingGroupName={name}", "LaunchTemplate.LaunchTemplateName=web", "MinSize=0", "MaxSize=0", "AvailabilityZones.member.1=eu-west-1a",
        .. tags.SelectMany((tag, index) => new[]
        {
            $"Tags.member.{index + 1}.Key={tag.Key}", $"Tags.member.{index + 1}.Value={tag.Value}", $"Tags.member.{index + 1}.PropagateAtLaunch=true"
        })
    ]);

    private static IEnumerable<string> Names(XElement answer) => answer.Descendants("AutoScalingGroupName").Select(name => name.Value);
}
