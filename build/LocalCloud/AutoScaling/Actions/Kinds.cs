using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>The kinds of things that Auto Scaling knows, the same in every region.</summary>
internal static class Kinds
{
    /// <summary>The termination policies, a function of one's own aside.</summary>
    public static IReadOnlyList<string> TerminationPolicies { get; } =
    [
        "AllocationStrategy", "ClosestToNextInstanceHour", "Default", "NewestInstance", "OldestInstance", "OldestLaunchConfiguration",
        "OldestLaunchTemplate"
    ];

    private static readonly string[] Notifications =
    [
        "autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR", "autoscaling:EC2_INSTANCE_TERMINATE",
        "autoscaling:EC2_INSTANCE_TERMINATE_ERROR", "autoscaling:TEST_NOTIFICATION"
    ];

    /// <summary>How often group metrics are taken; there is no other choice.</summary>
    public const string Granularity = "1Minute";

    /// <summary>The group metrics.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances",
        "GroupTerminatingInstances", "GroupTotalInstances", "GroupInServiceCapacity", "GroupPendingCapacity", "GroupStandbyCapacity",
        "GroupTerminatingCapacity", "GroupTotalCapacity"
    ];

    public static IEnumerable<XElement> DescribeTerminationPolicyTypes(AwsCall call) =>
        [Answer.List("TerminationPolicyTypes", TerminationPolicies)];

    public static IEnumerable<XElement> DescribeNotificationTypes(AwsCall call) =>
        [Answer.List("AutoScalingNotificationTypes", Notifications)];

    public static IEnumerable<XElement> DescribeHookTypes(AwsCall call) =>
        [Answer.List("LifecycleHookTypes", [LifecycleHook.Launching, LifecycleHook.Terminating])];

    public static IEnumerable<XElement> DescribeAdjustmentTypes(AwsCall call) => [Each("AdjustmentTypes", "AdjustmentType", CapacityChange.Types)];

    public static IEnumerable<XElement> DescribeProcessTypes(AwsCall call) => [Each("Processes", "ProcessName", ScalingProcess.All)];

    public static IEnumerable<XElement> DescribeMetricTypes(AwsCall call) =>
        [Each("Metrics", "Metric", Metrics), Each("Granularities", "Granularity", [Granularity])];

    private static XElement Each(string list, string member, IEnumerable<string> values) =>
        Answer.List(list, values.Select(value => new[] { Answer.Value(member, value) }));
}
