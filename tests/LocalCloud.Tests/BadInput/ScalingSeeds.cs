namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>Calls of Auto Scaling as clients send them, to begin with.</summary>
internal static class ScalingSeeds
{
    private const string Action = "Version=2011-01-01&Action=";
    private const string Group = "&AutoScalingGroupName=" + Props.Group;

    /// <summary>Forms of the query protocol.</summary>
    public static readonly string[] Forms =
    [
        Action + "CreateAutoScalingGroup&AutoScalingGroupName=web&LaunchTemplate.LaunchTemplateName=web&LaunchTemplate.Version=$Latest&MinSize=0&MaxSize=2&DesiredCapacity=0"
            + "&VPCZoneIdentifier=subnet-1,subnet-2&HealthCheckType=ELB&HealthCheckGracePeriod=30&TargetGroupARNs.member.1=" + Props.Targets
            + "&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.1.PropagateAtLaunch=true&TerminationPolicies.member.1=OldestInstance",
        Action + "CreateAutoScalingGroup&AutoScalingGroupName=mixed&MinSize=0&MaxSize=1&AvailabilityZones.member.1=eu-west-1a"
            + "&MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName=web&MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceType=t3.micro"
            + "&MixedInstancesPolicy.InstancesDistribution.OnDemandPercentageAboveBaseCapacity=50",
        Action + "UpdateAutoScalingGroup" + Group + "&MinSize=0&MaxSize=3&DefaultCooldown=1&VPCZoneIdentifier=subnet-1&NewInstancesProtectedFromScaleIn=false&HealthCheckType=EC2,ELB",
        Action + "SetDesiredCapacity" + Group + "&DesiredCapacity=1&HonorCooldown=false",
        Action + "DescribeAutoScalingGroups&AutoScalingGroupNames.member.1=props&Filters.member.1.Name=tag:a&Filters.member.1.Values.member.1=b&MaxRecords=5&NextToken=x",
        Action + "DescribeAutoScalingInstances&InstanceIds.member.1=i-1&MaxRecords=5",
        Action + "DescribeScalingActivities" + Group + "&ActivityIds.member.1=00000000-0000-0000-0000-000000000000&MaxRecords=5",
        Action + "CreateLaunchConfiguration&LaunchConfigurationName=web&ImageId=ami-1&InstanceType=t3.micro&UserData=aGVsbG8=&SecurityGroups.member.1=sg-1"
            + "&BlockDeviceMappings.member.1.DeviceName=/dev/xvda&BlockDeviceMappings.member.1.Ebs.VolumeSize=8&MetadataOptions.HttpTokens=required",
        Action + "CreateOrUpdateTags&Tags.member.1.ResourceId=props&Tags.member.1.ResourceType=auto-scaling-group&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.1.PropagateAtLaunch=true",
        Action + "DescribeTags&Filters.member.1.Name=auto-scaling-group&Filters.member.1.Values.member.1=props",
        Action + "PutScalingPolicy" + Group + "&PolicyName=step&PolicyType=StepScaling&AdjustmentType=ChangeInCapacity&StepAdjustments.member.1.MetricIntervalLowerBound=0"
            + "&StepAdjustments.member.1.ScalingAdjustment=1&MetricAggregationType=Average&EstimatedInstanceWarmup=1",
        Action + "PutScalingPolicy" + Group + "&PolicyName=track&PolicyType=TargetTrackingScaling&TargetTrackingConfiguration.TargetValue=50.0"
            + "&TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType=ASGAverageCPUUtilization",
        Action + "PutScalingPolicy" + Group + "&PolicyName=simple&AdjustmentType=PercentChangeInCapacity&ScalingAdjustment=10&MinAdjustmentMagnitude=1&Cooldown=5",
        Action + "ExecutePolicy" + Group + "&PolicyName=step&MetricValue=1.5&BreachThreshold=1.0",
        Action + "PutScheduledUpdateGroupAction" + Group + "&ScheduledActionName=night&StartTime=2099-01-01T00:00:00Z&EndTime=2099-02-01T00:00:00Z&Recurrence=0 22 * * *&TimeZone=Europe/Vienna&MinSize=0",
        Action + "BatchPutScheduledUpdateGroupAction" + Group + "&ScheduledUpdateGroupActions.member.1.ScheduledActionName=day&ScheduledUpdateGroupActions.member.1.Recurrence=0 6 * * 1-5"
            + "&ScheduledUpdateGroupActions.member.1.DesiredCapacity=0",
        Action + "DescribeScheduledActions" + Group + "&StartTime=2026-01-01T00:00:00Z&EndTime=2099-01-01T00:00:00Z",
        Action + "PutLifecycleHook" + Group + "&LifecycleHookName=boot&LifecycleTransition=autoscaling:EC2_INSTANCE_LAUNCHING&HeartbeatTimeout=60&DefaultResult=CONTINUE&NotificationMetadata=x",
        Action + "CompleteLifecycleAction" + Group + "&LifecycleHookName=boot&LifecycleActionResult=CONTINUE&InstanceId=i-1&LifecycleActionToken=00000000-0000-0000-0000-000000000000",
        Action + "AttachLoadBalancerTargetGroups" + Group + "&TargetGroupARNs.member.1=" + Props.Targets,
        Action + "DetachTrafficSources" + Group + "&TrafficSources.member.1.Identifier=" + Props.Targets + "&TrafficSources.member.1.Type=elbv2",
        Action + "SuspendProcesses" + Group + "&ScalingProcesses.member.1=Launch&ScalingProcesses.member.2=Terminate",
        Action + "EnterStandby" + Group + "&InstanceIds.member.1=i-1&ShouldDecrementDesiredCapacity=true",
        Action + "AttachInstances" + Group + "&InstanceIds.member.1=i-1",
        Action + "SetInstanceProtection" + Group + "&InstanceIds.member.1=i-1&ProtectedFromScaleIn=true",
        Action + "SetInstanceHealth&InstanceId=i-1&HealthStatus=Unhealthy&ShouldRespectGracePeriod=false",
        Action + "TerminateInstanceInAutoScalingGroup&InstanceId=i-1&ShouldDecrementDesiredCapacity=true",
        Action + "DeleteAutoScalingGroup&AutoScalingGroupName=web&ForceDelete=true",
    ];
}
