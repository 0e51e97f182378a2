using static Bundt.Packages.Tests.Aws.Peers.Deviation;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>Where moto 5.2 does not do what AWS documents. Each entry is tried: one that no longer holds fails its test.</summary>
internal static class KnownDeviations
{
    private const string NoGroup = "refuses a group that does not exist";
    private const string OnePage = "answers everything on one page";

    public static IReadOnlyList<Deviation> OfMoto { get; } = [.. OfAutoScaling(), .. OfLoadBalancing()];

    private static IEnumerable<Deviation> OfAutoScaling() =>
    [
        Accepts("CreateLaunchConfiguration", "refuses a name that is taken"),
        Accepts("DeleteLaunchConfiguration", "refuses a name that does not exist"),
        Accepts("DeleteLaunchConfiguration", "refuses while a group launches from it"),

        Accepts("CreateAutoScalingGroup", "refuses a name that is taken"),
        Accepts("CreateAutoScalingGroup", "refuses a smallest size above the greatest"),
        Accepts("CreateAutoScalingGroup", "refuses a desired capacity above the greatest size"),
        Accepts("CreateAutoScalingGroup", "refuses to do without a size"),
        Answers("CreateAutoScalingGroup", "refuses a launch template that does not exist", "InvalidLaunchTemplateName.NotFoundException"),
        new("DescribeAutoScalingGroups", "shows from which image an instance is", "leaves ImageId out", "instance.ImageId == Ground.Image"),
        new("DescribeAutoScalingGroups", "leaves the instances out when asked to", "ignores IncludeInstances", ".Instances should be null but was [Am"),
        Breaks("DescribeAutoScalingGroups", "refuses pages of more than 100"),
        Breaks("DescribeAutoScalingGroups", "refuses a token of its own making"),
        new("UpdateAutoScalingGroup", "changes the cooldown", "ignores DefaultCooldown", "DefaultCooldown should be 30 but was 120"),
        Accepts("UpdateAutoScalingGroup", "refuses a smallest size above the greatest"),
        Accepts("SetDesiredCapacity", "refuses more than the greatest size"),
        Accepts("SetDesiredCapacity", "refuses less than the smallest size"),
        Breaks("SetDesiredCapacity", NoGroup),
        Accepts("DeleteAutoScalingGroup", "refuses while there are instances"),

        new("DescribeAutoScalingInstances", "writes health in capitals", "writes Healthy", "instance.HealthStatus == \"HEALTHY\""),
        new("DescribeAutoScalingInstances", "pages", OnePage, "should be [2, 1] but was [3]"),
        new("DescribeScalingActivities", "shows a launch for each instance", "keeps no activities", "found.Activities should not be null"),
        new("DescribeScalingActivities", "shows what has ended", "keeps no activities", "found.Activities should not be null"),
        new("DescribeScalingActivities", "pages", "keeps no activities", "should be [2, 1] but was [0]"),
        Accepts("DescribeScalingActivities", NoGroup),
        Breaks("TerminateInstanceInAutoScalingGroup", "refuses an instance of no group"),
        Accepts("TerminateInstanceInAutoScalingGroup", "refuses to make the group smaller than it may be"),
        new("SetInstanceHealth", "spares an instance within its grace period", "knows no grace period", "should be \"Healthy\" but was \"Unhealthy\""),
        new("SetInstanceHealth", "has an unhealthy instance replaced", "leaves it in the group", "after ten seconds it is still not so"),
        Breaks("SetInstanceHealth", "refuses another word than Healthy or Unhealthy"),
        Answers("SetInstanceHealth", "refuses an instance of no group", "InvalidInstanceID.NotFound"),

        new("PutScalingPolicy", "answers the policy's ARN", "answers nothing", "PolicyARN should be \"arn:"),
        new("PutScalingPolicy", "answers the alarms that it made", "answers nothing", "Alarms should not be null"),
        Accepts("PutScalingPolicy", NoGroup),
        Accepts("PutScalingPolicy", "refuses a policy without its adjustment"),
        new("DescribePolicies", "says that a policy is enabled", "leaves Enabled out", "should be True but was null"),
        new("DescribePolicies", "pages", OnePage, "should be [3, 1] but was [4]"),
        new("DeletePolicy", "deletes by ARN", "ignores it", "ScalingPolicies should be null but was"),
        Accepts("DeletePolicy", NoGroup),
        new("PutScheduledUpdateGroupAction", "gives the action an ARN", "leaves it out", "ScheduledActionARN should not be null"),
        new("PutScheduledUpdateGroupAction", "says when a recurrence begins", "leaves StartTime out", "StartTime should not be null"),
        Accepts("PutScheduledUpdateGroupAction", NoGroup),
        Accepts("PutScheduledUpdateGroupAction", "refuses a time that is over"),
        Accepts("PutScheduledUpdateGroupAction", "refuses a recurrence that is none"),
        new("DescribeScheduledActions", "pages", OnePage, "should be [2, 1] but was [3]"),

        new("SuspendProcesses", "says that a user did it, and when", "gives no reason", "StartsWith(\"User suspended at 20\")"),
        Accepts("SuspendProcesses", "refuses a process that does not exist"),
        Breaks("SuspendProcesses", NoGroup),
        Breaks("ResumeProcesses", NoGroup),
        new("EnableMetricsCollection", "collects all where it names none", "collects none", "EnabledMetrics should not be null"),
        Accepts("EnableMetricsCollection", "refuses another granularity than the minute"),
        Accepts("EnableMetricsCollection", "refuses a metric that does not exist"),
        Breaks("EnableMetricsCollection", NoGroup),
        Accepts("CreateOrUpdateTags", "refuses a key of AWS's own"),
        Breaks("CreateOrUpdateTags", NoGroup),
        new("DescribeTags", "pages", OnePage, "should be [2, 1] but was [3]"),
        Breaks("DeleteTags", NoGroup),
        Breaks("AttachLoadBalancerTargetGroups", NoGroup),
        Answers("AttachLoadBalancerTargetGroups", "refuses a target group that does not exist", "TargetGroupNotFound"),
        Breaks("DetachLoadBalancerTargetGroups", NoGroup),
        Accepts("DetachLoadBalancerTargetGroups", "refuses what is not attached"),
    ];

    private static IEnumerable<Deviation> OfLoadBalancing() =>
    [
        Accepts("CreateLoadBalancer", "refuses a name that is taken for another kind"),
        Answers("CreateLoadBalancer", "refuses a subnet that does not exist", "InvalidSubnetID.NotFound"),
        Accepts("CreateLoadBalancer", "refuses a single zone"),
        Accepts("CreateLoadBalancer", "refuses a name that begins with a hyphen"),
        Breaks("DescribeLoadBalancers", "refuses pages of none"),
        Accepts("DescribeLoadBalancers", "refuses pages of more than 400"),
        new("DescribeLoadBalancerAttributes", "shows every attribute", "shows four of them", "should contain key \"idle_timeout.timeout_seconds\""),

        new("CreateTargetGroup", "makes nothing new of the same", "answers DuplicateTargetGroupName", "DuplicateTargetGroupNameException"),
        Accepts("CreateTargetGroup", "refuses an interval out of range"),
        new("DescribeTargetGroups", "pages", OnePage, "should be [2, 2, 1] but was [5]"),
        Accepts("DescribeTargetGroups", "refuses pages of none"),
        new("DescribeTargetGroups", "shows once who uses a target group", "shows a load balancer for each listener", "LoadBalancerArns) should be"),
        Accepts("ModifyTargetGroupAttributes", "refuses an attribute that does not exist"),

        new("CreateListener", "has no security policy without TLS", "shows one", "SslPolicy should be null"),
        new("CreateListener", "shows a single target group in both forms", "shows the form that it was given", "ForwardConfig should not be null"),
        Accepts("CreateListener", "refuses a port that is taken"),
        new("DescribeListeners", "pages", OnePage, "should be [3, 1] but was [4]"),
        Accepts("DescribeListeners", "refuses pages of none"),
        Accepts("ModifyListener", "refuses a port that is taken"),
        Accepts("ModifyListener", "refuses a target group that does not exist"),

        Accepts("CreateRule", "refuses a priority out of range"),
        Breaks("DescribeRules", "refuses pages of none"),
        Accepts("ModifyRule", "refuses the rule of last resort"),
        Breaks("DeleteRule", "refuses the rule of last resort"),
        Accepts("DeleteRule", "refuses an ARN that does not exist"),

        Accepts("RegisterTargets", "refuses an instance that does not exist"),
        new("DescribeTargetHealth", "says on which port health is checked", "says traffic-port", "should be \"8080\" but was \"traffic-port\""),
        Accepts("AddTags", "refuses a key twice"),
        Accepts("AddTags", "refuses more than 50 tags"),
        Accepts("DescribeTags", "refuses a load balancer that does not exist"),
        Accepts("DescribeTags", "refuses a target group that does not exist"),
        Accepts("DescribeTags", "refuses a listener that does not exist"),
        Accepts("DescribeTags", "refuses a rule that does not exist"),
    ];
}
