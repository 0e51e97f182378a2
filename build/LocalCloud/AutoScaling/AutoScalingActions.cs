using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling.Actions;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>The actions of Amazon EC2 Auto Scaling (API version 2011-01-01). They change what is asked for; the engine does it.</summary>
public sealed class AutoScalingActions(Cloud cloud, ITargets targets, TimeProvider time)
{
    private readonly Groups _groups = new(cloud, time);

    /// <summary>Adds them to the table.</summary>
    public void Register(ActionTable table)
    {
        foreach (var (name, action) in Groups().Concat(Instances()).Concat(Plans()).Concat(Rest()).Concat(Absent()))
            table.Add("autoscaling", name, action);
    }

    private IEnumerable<(string Name, Func<AwsCall, IEnumerable<XElement>> Action)> Groups()
    {
        var (actions, listing, traffic) = (new GroupActions(_groups), new GroupListing(_groups), new TargetGroupActions(_groups, targets));
        yield return ("CreateAutoScalingGroup", actions.Create);
        yield return ("UpdateAutoScalingGroup", actions.Update);
        yield return ("DeleteAutoScalingGroup", actions.Delete);
        yield return ("SetDesiredCapacity", actions.SetDesiredCapacity);
        yield return ("DescribeAutoScalingGroups", listing.DescribeGroups);
        yield return ("DescribeAutoScalingInstances", listing.DescribeInstances);
        yield return ("DescribeScalingActivities", listing.DescribeActivities);
        yield return ("AttachLoadBalancerTargetGroups", traffic.Attach);
        yield return ("DetachLoadBalancerTargetGroups", traffic.Detach);
        yield return ("DescribeLoadBalancerTargetGroups", traffic.DescribeTargetGroups);
        yield return ("AttachTrafficSources", traffic.Attach);
        yield return ("DetachTrafficSources", traffic.Detach);
        yield return ("DescribeTrafficSources", traffic.DescribeTrafficSources);
    }

    private IEnumerable<(string Name, Func<AwsCall, IEnumerable<XElement>> Action)> Instances()
    {
        var (actions, standby, hooks) = (new InstanceActions(_groups), new StandbyActions(_groups), new HookActions(_groups));
        yield return ("SetInstanceHealth", actions.SetHealth);
        yield return ("SetInstanceProtection", actions.SetProtection);
        yield return ("TerminateInstanceInAutoScalingGroup", actions.Terminate);
        yield return ("EnterStandby", standby.EnterStandby);
        yield return ("ExitStandby", standby.ExitStandby);
        yield return ("DetachInstances", standby.Detach);
        yield return ("AttachInstances", new AttachActions(_groups).Attach);
        yield return ("PutLifecycleHook", hooks.Put);
        yield return ("DescribeLifecycleHooks", hooks.Describe);
        yield return ("DeleteLifecycleHook", hooks.Delete);
        yield return ("CompleteLifecycleAction", hooks.Complete);
        yield return ("RecordLifecycleActionHeartbeat", hooks.Heartbeat);
    }

    private IEnumerable<(string Name, Func<AwsCall, IEnumerable<XElement>> Action)> Plans()
    {
        var (policies, schedule, batches) = (new PolicyActions(_groups), new ScheduleActions(_groups), new ScheduleBatches(_groups));
        yield return ("PutScalingPolicy", policies.Put);
        yield return ("DescribePolicies", policies.Describe);
        yield return ("DeletePolicy", policies.Delete);
        yield return ("ExecutePolicy", new PolicyExecution(_groups).Execute);
        yield return ("PutScheduledUpdateGroupAction", schedule.Put);
        yield return ("DescribeScheduledActions", schedule.Describe);
        yield return ("DeleteScheduledAction", schedule.Delete);
        yield return ("BatchPutScheduledUpdateGroupAction", batches.Put);
        yield return ("BatchDeleteScheduledAction", batches.Delete);
    }

    private IEnumerable<(string Name, Func<AwsCall, IEnumerable<XElement>> Action)> Rest()
    {
        var (processes, tags) = (new ProcessActions(_groups), new TagActions(_groups));
        var configurations = new LaunchConfigurationActions(_groups);
        yield return ("SuspendProcesses", processes.Suspend);
        yield return ("ResumeProcesses", processes.Resume);
        yield return ("EnableMetricsCollection", processes.EnableMetrics);
        yield return ("DisableMetricsCollection", processes.DisableMetrics);
        yield return ("DescribeScalingProcessTypes", Kinds.DescribeProcessTypes);
        yield return ("DescribeMetricCollectionTypes", Kinds.DescribeMetricTypes);
        yield return ("CreateOrUpdateTags", tags.Put);
        yield return ("DeleteTags", tags.Delete);
        yield return ("DescribeTags", tags.Describe);
        yield return ("CreateLaunchConfiguration", configurations.Create);
        yield return ("DescribeLaunchConfigurations", configurations.Describe);
        yield return ("DeleteLaunchConfiguration", configurations.Delete);
        yield return ("DescribeAccountLimits", new AccountActions(_groups).DescribeLimits);
        yield return ("DescribeTerminationPolicyTypes", Kinds.DescribeTerminationPolicyTypes);
        yield return ("DescribeAdjustmentTypes", Kinds.DescribeAdjustmentTypes);
        yield return ("DescribeLifecycleHookTypes", Kinds.DescribeHookTypes);
    }

    private IEnumerable<(string Name, Func<AwsCall, IEnumerable<XElement>> Action)> Absent()
    {
        var none = new NothingThere(_groups);
        yield return ("DescribeWarmPool", none.WarmPool);
        yield return ("DescribeInstanceRefreshes", none.InstanceRefreshes);
        yield return ("CancelInstanceRefresh", none.CancelInstanceRefresh);
        yield return ("DescribeNotificationConfigurations", NothingThere.Notifications);
        yield return ("DescribeAutoScalingNotificationTypes", Kinds.DescribeNotificationTypes);
        yield return ("AttachLoadBalancers", none.AttachLoadBalancers);
        yield return ("DetachLoadBalancers", none.DetachLoadBalancers);
        yield return ("DescribeLoadBalancers", none.LoadBalancers);
    }
}
