using System.Xml.Linq;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Groups and their instances as DescribeAutoScalingGroups and DescribeAutoScalingInstances show them.</summary>
internal static class GroupXml
{
    /// <summary>The members of an AutoScalingGroup.</summary>
    public static IEnumerable<XElement?> Group(ScalingGroup group, bool withInstances) =>
    [
        Answer.Value("AutoScalingGroupName", group.Name),
        Answer.Value("AutoScalingGroupARN", group.Arn),
        .. Source(group.Source),
        .. WireTree.Elements(group.Source.Mixed),
        Answer.Value("MinSize", group.MinSize),
        Answer.Value("MaxSize", group.MaxSize),
        Answer.Value("DesiredCapacity", group.DesiredCapacity),
        Answer.Value("DefaultCooldown", group.DefaultCooldown),
        Answer.List("AvailabilityZones", group.Zones),
        Answer.List("LoadBalancerNames", Array.Empty<string>()),
        Answer.List("TargetGroupARNs", group.TargetGroupArns),
        Answer.Value("HealthCheckType", group.HealthCheckType),
        Answer.Value("HealthCheckGracePeriod", group.HealthCheckGracePeriod),
        withInstances ? Answer.List("Instances", group.Instances.Select(Instance)) : null,
        Answer.Value("CreatedTime", group.Created),
        Answer.List("SuspendedProcesses", group.SuspendedProcesses.Select(process => new[]
        {
            Answer.Value("ProcessName", process.Key), Answer.Value("SuspensionReason", process.Value)
        })),
        Answer.Value("VPCZoneIdentifier", group.VpcZoneIdentifier),
        Answer.List("EnabledMetrics", group.EnabledMetrics.Select(metric => new[]
        {
            Answer.Value("Metric", metric), Answer.Value("Granularity", Kinds.Granularity)
        })),
        Answer.Optional("Status", group.Status),
        Answer.List("Tags", group.Tags.Select(tag => Tag(group, tag.Key, tag.Value))),
        Answer.List("TerminationPolicies", group.TerminationPolicies),
        Answer.Value("NewInstancesProtectedFromScaleIn", group.NewInstancesProtectedFromScaleIn),
        Answer.List("TrafficSources", group.TargetGroupArns.Select(arn => new[]
        {
            Answer.Value("Identifier", arn), Answer.Value("Type", "elbv2")
        })),
        .. WireTree.Elements(group.Settings)
    ];

    /// <summary>The members of a TagDescription.</summary>
    public static IEnumerable<XElement> Tag(ScalingGroup group, string key, GroupTag tag) =>
    [
        Answer.Value("ResourceId", group.Name),
        Answer.Value("ResourceType", "auto-scaling-group"),
        Answer.Value("Key", key),
        Answer.Value("Value", tag.Value),
        Answer.Value("PropagateAtLaunch", tag.PropagateAtLaunch)
    ];

    /// <summary>The members of an Instance.</summary>
    public static IEnumerable<XElement> Instance(GroupInstance instance) =>
    [
        Answer.Value("InstanceId", instance.InstanceId),
        Answer.Value("InstanceType", instance.InstanceType),
        Answer.Value("AvailabilityZone", instance.Place.Zone),
        Answer.Value("LifecycleState", instance.LifecycleState),
        Answer.Value("HealthStatus", instance.HealthStatus),
        Answer.Value("ImageId", instance.ImageId),
        .. Source(instance.Source),
        Answer.Value("ProtectedFromScaleIn", instance.ProtectedFromScaleIn)
    ];

    /// <summary>The members of an AutoScalingInstanceDetails.</summary>
    public static IEnumerable<XElement> Details(ScalingGroup group, GroupInstance instance) =>
    [
        Answer.Value("AutoScalingGroupName", group.Name),
        .. Instance(instance).Select(element => element.Name == "HealthStatus"
            ? Answer.Value("HealthStatus", instance.HealthStatus.ToUpperInvariant())
            : element)
    ];

    private static IEnumerable<XElement> Source(LaunchSource source)
    {
        if (source.LaunchConfigurationName is { } name)
            yield return Answer.Value("LaunchConfigurationName", name);
        else if (source.LaunchTemplateId is not null && source.Mixed.IsEmpty)
        {
            yield return new XElement("LaunchTemplate",
                Answer.Optional("LaunchTemplateId", source.LaunchTemplateId),
                Answer.Optional("LaunchTemplateName", source.LaunchTemplateName),
                Answer.Optional("Version", source.Version));
        }
    }
}
