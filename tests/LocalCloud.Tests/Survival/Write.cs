namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>A call that makes something, and how it is found.</summary>
/// <param name="Service">The service of the call.</param>
/// <param name="Form">The call; <c>{imageId}</c> stands for the last element of that name in an earlier answer.</param>
/// <param name="Reading">The call that finds what was made.</param>
/// <param name="Element">The element in that call's answer that tells.</param>
/// <param name="Value">What it tells.</param>
internal sealed record Write(string Service, string Form, string Reading, string Element, string Value)
{
    private const string Scaling = "autoscaling";
    private const string Balancing = "elasticloadbalancing";

    /// <summary>One of each kind. Each can be made as soon as what its form stands for is known.</summary>
    public static IReadOnlyList<Write> Each { get; } =
    [
        new("ec2", "CreateVpc&CidrBlock=10.9.0.0/16", "DescribeVpcs", "cidrBlock", "10.9.0.0/16"),
        new("ec2", "CreateSecurityGroup&GroupName=web&GroupDescription=web", "DescribeSecurityGroups", "groupName", "web"),
        new("ec2", "AuthorizeSecurityGroupIngress&GroupName=default&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=8080&IpPermissions.1.ToPort=8080"
            + "&IpPermissions.1.IpRanges.1.CidrIp=10.1.2.3/32", "DescribeSecurityGroupRules", "cidrIpv4", "10.1.2.3/32"),
        new("ec2", "CreateKeyPair&KeyName=web", "DescribeKeyPairs", "keyName", "web"),
        new("ec2", "CreateLaunchTemplate&LaunchTemplateName=web&LaunchTemplateData.ImageId={imageId}&LaunchTemplateData.InstanceType=t3.micro",
            "DescribeLaunchTemplates", "launchTemplateName", "web"),
        new("ec2", "CreateLaunchTemplateVersion&LaunchTemplateId={launchTemplateId}&SourceVersion=1&VersionDescription=second&LaunchTemplateData.InstanceType=t3.small",
            "DescribeLaunchTemplateVersions&LaunchTemplateId={launchTemplateId}", "versionDescription", "second"),
        new("ec2", "RunInstances&ImageId={imageId}&MinCount=1&MaxCount=1&InstanceType=t3.micro&ClientToken=run", "DescribeInstances", "clientToken", "run"),
        new("ec2", "CreateTags&ResourceId.1={instanceId}&Tag.1.Key=colour&Tag.1.Value=blue", "DescribeTags", "value", "blue"),
        new("ec2", "ModifyInstanceAttribute&InstanceId={instanceId}&DisableApiTermination.Value=true",
            "DescribeInstanceAttribute&InstanceId={instanceId}&Attribute=disableApiTermination", "value", "true"),
        new("ec2", "CopyImage&Name=copy&SourceRegion=eu-west-1&SourceImageId={imageId}", "DescribeImages&Owner.1=self", "name", "copy"),
        new("ec2", "CreateSnapshot&VolumeId={volumeId}&Description=night", "DescribeSnapshots&Owner.1=self", "description", "night"),
        new(Scaling, "CreateLaunchConfiguration&LaunchConfigurationName=web&ImageId={imageId}&InstanceType=t3.micro",
            "DescribeLaunchConfigurations", "LaunchConfigurationName", "web"),
        new(Scaling, "CreateAutoScalingGroup&AutoScalingGroupName=web&LaunchTemplate.LaunchTemplateId={launchTemplateId}&MinSize=0&MaxSize=2&AvailabilityZones.member.1=eu-west-1a",
            "DescribeAutoScalingGroups", "AutoScalingGroupName", "web"),
        new(Scaling, "PutScalingPolicy&AutoScalingGroupName={AutoScalingGroupName}&PolicyName=out&PolicyType=SimpleScaling&AdjustmentType=ChangeInCapacity&ScalingAdjustment=1",
            "DescribePolicies", "PolicyName", "out"),
        new(Scaling, "PutScheduledUpdateGroupAction&AutoScalingGroupName={AutoScalingGroupName}&ScheduledActionName=evening&Recurrence=0 20 * * *&MinSize=0",
            "DescribeScheduledActions", "ScheduledActionName", "evening"),
        new(Scaling, "PutLifecycleHook&AutoScalingGroupName={AutoScalingGroupName}&LifecycleHookName=drain&LifecycleTransition=autoscaling:EC2_INSTANCE_TERMINATING",
            "DescribeLifecycleHooks&AutoScalingGroupName={AutoScalingGroupName}", "LifecycleHookName", "drain"),
        new(Scaling, "SuspendProcesses&AutoScalingGroupName={AutoScalingGroupName}&ScalingProcesses.member.1=AZRebalance",
            "DescribeAutoScalingGroups", "ProcessName", "AZRebalance"),
        new(Balancing, "CreateLoadBalancer&Name=web&Subnets.member.1={subnetId}&Subnets.member.2={otherSubnetId}",
            "DescribeLoadBalancers", "LoadBalancerName", "web"),
        new(Balancing, "CreateTargetGroup&Name=web&Protocol=HTTP&Port=8080&VpcId={vpcId}", "DescribeTargetGroups", "TargetGroupName", "web"),
        new(Balancing, "ModifyTargetGroupAttributes&TargetGroupArn={TargetGroupArn}&Attributes.member.1.Key=deregistration_delay.timeout_seconds&Attributes.member.1.Value=17",
            "DescribeTargetGroupAttributes&TargetGroupArn={TargetGroupArn}", "Value", "17"),
        new(Balancing, "CreateListener&LoadBalancerArn={LoadBalancerArn}&Protocol=HTTP&Port=47113&DefaultActions.member.1.Type=forward&DefaultActions.member.1.TargetGroupArn={TargetGroupArn}",
            "DescribeListeners&LoadBalancerArn={LoadBalancerArn}", "Port", "47113"),
        new(Balancing, "CreateRule&ListenerArn={ListenerArn}&Priority=7&Conditions.member.1.Field=path-pattern&Conditions.member.1.Values.member.1=/next"
            + "&Actions.member.1.Type=forward&Actions.member.1.TargetGroupArn={TargetGroupArn}", "DescribeRules&ListenerArn={ListenerArn}", "Priority", "7"),
    ];
}
