namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>What AWS's model and documentation do not allow is refused with AWS's code, and changes nothing.</summary>
public sealed class Refusing
{
    private const string Long = "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
        + "1234567890123456789012345678901234567890";

    private readonly AutoScalingWorld _world = new();

    [Theory]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "MinSize=-1")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "MinSize=few")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "MinSize=11")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "DefaultCooldown=-1")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "HealthCheckGracePeriod=-1")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "HealthCheckType=Feeling")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "TerminationPolicies.member.1=Lottery")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "VPCZoneIdentifier=subnet-none")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "LaunchTemplate.LaunchTemplateName=none")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "LaunchTemplate.LaunchTemplateName=web", "LaunchTemplate.Version=9")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "LaunchTemplate.LaunchTemplateName=web", "LaunchConfigurationName=lc")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "LaunchConfigurationName=none")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "MaxInstanceLifetime=3600")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "DefaultInstanceWarmup=-2")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "DeletionProtection=perhaps")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "InstanceMaintenancePolicy.MinHealthyPercentage=90")]
    [InlineData("ValidationError", "UpdateAutoScalingGroup", "InstanceMaintenancePolicy.MinHealthyPercentage=0", "InstanceMaintenancePolicy.MaxHealthyPercentage=200")]
    [InlineData("ValidationError", "SetDesiredCapacity")]
    [InlineData("ValidationError", "SetDesiredCapacity", "DesiredCapacity=11")]
    [InlineData("ValidationError", "SetDesiredCapacity", "DesiredCapacity=-1")]
    [InlineData("ValidationError", "DescribeAutoScalingGroups", "MaxRecords=101")]
    [InlineData("ValidationError", "DescribeAutoScalingGroups", "MaxRecords=0")]
    [InlineData("ValidationError", "DescribeAutoScalingGroups", "Filters.member.1.Name=owner", "Filters.member.1.Values.member.1=me")]
    [InlineData("ValidationError", "DescribeAutoScalingInstances", "MaxRecords=51")]
    [InlineData("ValidationError", "DescribeTrafficSources", "MaxRecords=51")]
    [InlineData("ValidationError", "DescribeWarmPool", "MaxRecords=51")]
    [InlineData("InvalidNextToken", "DescribeAutoScalingInstances", "NextToken=nonsense")]
    [InlineData("InvalidNextToken", "DescribeScalingActivities", "NextToken=nonsense")]
    [InlineData("InvalidNextToken", "DescribePolicies", "NextToken=nonsense")]
    [InlineData("InvalidNextToken", "DescribeTags", "NextToken=nonsense")]
    [InlineData("InvalidNextToken", "DescribeScheduledActions", "NextToken=nonsense")]
    [InlineData("ValidationError", "CreateOrUpdateTags", "Tags.member.1.ResourceId=web", "Tags.member.1.Key=aws:mine")]
    [InlineData("ValidationError", "CreateOrUpdateTags", "Tags.member.1.ResourceId=web", "Tags.member.1.Key=" + Long)]
    [InlineData("ValidationError", "CreateOrUpdateTags", "Tags.member.1.ResourceId=web", "Tags.member.1.Key=k", "Tags.member.1.Value=" + Long + Long)]
    [InlineData("ValidationError", "CreateOrUpdateTags", "Tags.member.1.ResourceId=web", "Tags.member.1.Key=k", "Tags.member.1.ResourceType=instance")]
    [InlineData("ValidationError", "CreateOrUpdateTags", "Tags.member.1.ResourceId=none", "Tags.member.1.Key=k")]
    [InlineData("ValidationError", "PutLifecycleHook", "LifecycleHookName=h")]
    [InlineData("ValidationError", "PutLifecycleHook", "LifecycleHookName=h", "LifecycleTransition=sideways")]
    [InlineData("ValidationError", "PutLifecycleHook", "LifecycleHookName=h", "LifecycleTransition=autoscaling:EC2_INSTANCE_LAUNCHING", "HeartbeatTimeout=29")]
    [InlineData("ValidationError", "PutLifecycleHook", "LifecycleHookName=h", "LifecycleTransition=autoscaling:EC2_INSTANCE_LAUNCHING", "DefaultResult=RETRY")]
    [InlineData("ValidationError", "CompleteLifecycleAction", "LifecycleHookName=h", "LifecycleActionResult=CONTINUE")]
    [InlineData("ValidationError", "AttachLoadBalancers", "LoadBalancerNames.member.1=classic")]
    [InlineData("ValidationError", "DetachLoadBalancers", "LoadBalancerNames.member.1=classic")]
    [InlineData("ActiveInstanceRefreshNotFound", "CancelInstanceRefresh")]
    public void Should_Refuse_And_Change_Nothing(string code, string action, params string[] parameters)
    {
        _world.Running(0);
        var before = _world.Group();

        _world.Refusal(action, ["AutoScalingGroupName=web", .. parameters]).Code.ShouldBe(code);

        _world.Group().ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData("LaunchConfigurationName=lc")]
    [InlineData("ImageId=ami-none", "InstanceType=t3.micro")]
    [InlineData("ImageId=*", "InstanceType=t3.micro", "KeyName=none")]
    [InlineData("ImageId=*", "InstanceType=t3.micro", "SecurityGroups.member.1=sg-none")]
    [InlineData("ImageId=*", "InstanceType=t3.micro", "MetadataOptions.HttpTokens=sometimes")]
    [InlineData("InstanceId=i-none")]
    public void Should_Refuse_A_Launch_Configuration_That_Cannot_Launch(params string[] parameters)
    {
        var image = _world.Region.Images.Keys.First();
        _world.Refusal("CreateLaunchConfiguration",
            parameters.Select(parameter => parameter.Replace("*", image, StringComparison.Ordinal)).Append("LaunchConfigurationName=lc").Distinct()).Code.ShouldBe("ValidationError");
        _world.Region.LaunchConfigurations.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Make_A_Launch_Configuration_Of_An_Instance()
    {
        _world.Running(1);
        _world.Call("CreateLaunchConfiguration", "LaunchConfigurationName=like", $"InstanceId={_world.Group().Instances[0].InstanceId}", "InstanceType=t3.large");
        var launch = _world.Region.LaunchConfigurations["like"].Launch;
        launch.ImageId.ShouldBe(_world.Group().Instances[0].ImageId);
        launch.InstanceType.ShouldBe("t3.large");
        launch.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(50, "PutLifecycleHook", "LifecycleHookName", "LifecycleTransition=autoscaling:EC2_INSTANCE_LAUNCHING")]
    [InlineData(50, "PutScalingPolicy", "PolicyName", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1")]
    [InlineData(50, "CreateOrUpdateTags", "Tags.member.1.Key", "Tags.member.1.ResourceId=web")]
    [InlineData(200, "CreateLaunchConfiguration", "LaunchConfigurationName", "InstanceType=t3.micro", "ImageId=*")]
    public void Should_Have_No_More_Than_The_Quota(int most, string action, string name, params string[] parameters)
    {
        _world.Running(0);
        List<string> same = ["AutoScalingGroupName=web", .. parameters.Select(parameter => parameter.Replace("*", _world.Region.Images.Keys.First(), StringComparison.Ordinal))];
        for (var number = 0; number < most; number++)
            _world.Call(action, [.. same, $"{name}=n{number}"]);

        _world.Refusal(action, [.. same, $"{name}=more"]).Code.ShouldBe("LimitExceeded");
    }

    [Theory]
    [InlineData("prevent-force-deletion", "ForceDelete=true", true)]
    [InlineData("prevent-force-deletion", "ForceDelete=false", false)]
    [InlineData("prevent-all-deletion", "ForceDelete=false", true)]
    [InlineData("none", "ForceDelete=true", false)]
    public void Should_Not_Delete_What_Is_Protected(string protection, string force, bool stays)
    {
        _world.Running(0, $"DeletionProtection={protection}");
        if (stays)
            _world.Refusal("DeleteAutoScalingGroup", "AutoScalingGroupName=web", force).Code.ShouldBe("ResourceInUse");
        else
            _world.Call("DeleteAutoScalingGroup", "AutoScalingGroupName=web", force);
        _world.Settle();
        _world.Region.ScalingGroups.ContainsKey("web").ShouldBe(stays);
    }

    [Fact]
    public void Should_Refuse_To_Change_A_Group_That_Is_Being_Deleted_Or_To_Make_It_Anew()
    {
        _world.Running(1);
        _world.Call("DeleteAutoScalingGroup", "AutoScalingGroupName=web", "ForceDelete=true");
        _world.Engine.Settle();
        _world.Refusal("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=0").Code.ShouldBe("ValidationError");
        _world.Refusal("CreateAutoScalingGroup", "AutoScalingGroupName=web", "LaunchTemplate.LaunchTemplateName=web", "MinSize=0", "MaxSize=0",
            $"VPCZoneIdentifier={_world.Subnets}").Code.ShouldBe("AlreadyExists");
    }

    [Theory]
    [InlineData("AutoScalingGroupName=a:b")]
    [InlineData("AutoScalingGroupName=" + Long + Long)]
    public void Should_Refuse_Names_That_There_Cannot_Be(string name) =>
        _world.Refusal("CreateAutoScalingGroup", name, "LaunchTemplate.LaunchTemplateName=web", "MinSize=0", "MaxSize=0", $"VPCZoneIdentifier={_world.Subnets}")
            .Code.ShouldBe("ValidationError");

    [Fact]
    public void Should_Refuse_More_Target_Groups_In_A_Call_Than_AWS_Takes()
    {
        _world.Running(0);
        _world.Refusal("AttachLoadBalancerTargetGroups",
            ["AutoScalingGroupName=web", .. Enumerable.Range(1, 11).Select(number => $"TargetGroupARNs.member.{number}=arn:{number}")])
            .Message.ShouldContain("at 'targetGroupARNs' failed to satisfy constraint: Member must have length less than or equal to 10");
    }
}
