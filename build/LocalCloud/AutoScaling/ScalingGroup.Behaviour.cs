using System.Globalization;
using System.Text.Json.Serialization;

namespace Bundt.LocalCloud.AutoScaling;

public sealed partial record ScalingGroup
{
    /// <summary>The status of a group that was deleted and still has instances to end.</summary>
    public const string DeleteInProgress = "Delete in progress";

    /// <summary>How many activities are remembered (AWS remembers six weeks).</summary>
    private const int ActivitiesKept = 2000;

    private static readonly TimeSpan BetweenRebalances = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is going away.</summary>
    [JsonIgnore]
    public bool Deleting => Status == DeleteInProgress;

    /// <summary>Its instances that count towards the desired capacity.</summary>
    [JsonIgnore]
    public IEnumerable<GroupInstance> Active => Instances.Where(instance => instance.Counts);

    /// <summary>Whether a process, such as <c>Launch</c>, may run.</summary>
    public bool Allows(string process) => !SuspendedProcesses.ContainsKey(process);

    /// <summary>Whether the load balancer's opinion of an instance counts.</summary>
    [JsonIgnore]
    public bool AsksLoadBalancer => HealthCheckType.Contains("ELB", StringComparison.Ordinal);

    /// <summary>Whether it rather waits for a zone than to go to another one (API reference, AvailabilityZoneDistribution).</summary>
    [JsonIgnore]
    public bool StaysBalanced => Settings.GetValueOrDefault("AvailabilityZoneDistribution.CapacityDistributionStrategy") == "balanced-only";

    /// <summary>The hooks that hold an instance at a transition.</summary>
    public IEnumerable<LifecycleHook> HooksAt(string transition) => LifecycleHooks.Values.Where(hook => hook.Transition == transition);

    /// <summary>The group with another desired capacity and the reason for it; failed launches are then tried again at once.</summary>
    /// <param name="desired">The number of instances.</param>
    /// <param name="reason">Who changed it, as AWS words it, without the numbers.</param>
    /// <param name="now">The time of the change.</param>
    public ScalingGroup Desire(int desired, string reason, DateTimeOffset now) => desired == DesiredCapacity ? this : this with
    {
        DesiredCapacity = desired,
        DesiredBecause = Cause.At(now, $"{reason} changing the desired capacity from {DesiredCapacity} to {desired}."),
        HeldByProtection = false,
        LaunchFailures = 0,
        RetryLaunchAt = null
    };

    /// <summary>The group with one of its instances changed.</summary>
    public ScalingGroup With(string instanceId, Func<GroupInstance, GroupInstance> change)
    {
        var index = Instances.FindIndex(instance => instance.InstanceId == instanceId);
        return index < 0 ? this : this with { Instances = Instances.SetItem(index, change(Instances[index])) };
    }

    /// <summary>The group without an instance.</summary>
    public ScalingGroup Without(string instanceId) =>
        this with { Instances = Instances.RemoveAll(instance => instance.InstanceId == instanceId) };

    /// <summary>The group with a new activity.</summary>
    public ScalingGroup Record(ScalingActivity activity)
    {
        var activities = Activities.Insert(0, activity);
        return this with { Activities = activities.Count > ActivitiesKept ? activities.RemoveAt(activities.Count - 1) : activities };
    }

    /// <summary>The group with an activity changed.</summary>
    public ScalingGroup With(Guid activityId, Func<ScalingActivity, ScalingActivity> change)
    {
        var index = Activities.FindIndex(activity => activity.Id == activityId);
        return index < 0 ? this : this with { Activities = Activities.SetItem(index, change(Activities[index])) };
    }

    /// <summary>The group with its failures behind it: launches are tried at once again.</summary>
    public ScalingGroup AfterSuccess() => this with { LaunchFailures = 0, RetryLaunchAt = null };

    /// <summary>The group after a launch failed: it waits before the next one.</summary>
    /// <param name="now">The time of the failure.</param>
    /// <param name="rebalancing">
    /// Whether the launch was to even out the zones: that is tried again in five minutes; another launch soon, then later, at most a minute.
    /// </param>
    public ScalingGroup AfterFailure(DateTimeOffset now, bool rebalancing) => rebalancing
        ? this with { RetryRebalanceAt = now + BetweenRebalances }
        : this with
        {
            LaunchFailures = LaunchFailures + 1,
            RetryLaunchAt = now.AddSeconds(Math.Min(60, Math.Pow(2, Math.Min(6, LaunchFailures))))
        };

    /// <summary>
    /// The activity that a cooldown has to wait for: one that is under way, or one that succeeded less than a time ago. Null when there is none.
    /// </summary>
    /// <param name="now">The time of the question.</param>
    /// <param name="cooldown">Seconds.</param>
    public ScalingActivity? Cooling(DateTimeOffset now, int cooldown) => Activities.Find(activity =>
        activity.EndTime is not { } ended || (activity.StatusCode == "Successful" && now < ended.AddSeconds(cooldown)));

    /// <summary>
    /// The group with the termination of an instance begun. An instance that had not come into service yet never will: its launch is
    /// cancelled.
    /// </summary>
    /// <param name="instance">One of its instances.</param>
    /// <param name="cause">Whole sentences, with their times.</param>
    /// <param name="now">The time of the decision.</param>
    public ScalingGroup Terminate(GroupInstance instance, string cause, DateTimeOffset now)
    {
        var activity = ScalingActivity.Begin(this, $"Terminating EC2 instance: {instance.InstanceId}", cause, instance.Place, now);
        return With(instance.ActivityId, launch => launch.EndTime is null ? launch.End("Cancelled", now) : launch)
            .Record(activity)
            .With(instance.InstanceId, leaving => leaving with
            {
                LifecycleState = LifecycleState.Terminating,
                ActivityId = activity.Id,
                LifecycleActions = []
            });
    }

    /// <summary>When the load balancer's opinion of an instance begins to count (UTC).</summary>
    public DateTimeOffset GraceEnds(GroupInstance instance)
    {
        var begins = instance.InServiceAt ?? instance.LaunchedAt;
        return (begins > WatchedSince ? begins : WatchedSince).AddSeconds(HealthCheckGracePeriod);
    }

    /// <summary>Its subnets as the wire wants them.</summary>
    [JsonIgnore]
    public string VpcZoneIdentifier => string.Join(',', SubnetIds);

    /// <summary>The sizes as AWS words them in causes.</summary>
    public static string Constraints(int min, int max, int desired) =>
        string.Create(CultureInfo.InvariantCulture, $"min: {min}, max: {max}, desired: {desired}");
}
