using System.Collections.Immutable;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>An Auto Scaling group: what was asked for, and the instances that it has.</summary>
public sealed partial record ScalingGroup
{
    /// <summary>Its name, unique in the region.</summary>
    public required string Name { get; init; }

    /// <summary><c>arn:aws:autoscaling:…:autoScalingGroup:UUID:autoScalingGroupName/NAME</c></summary>
    public required string Arn { get; init; }

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What its instances are launched from.</summary>
    public required LaunchSource Source { get; init; }

    /// <summary>The fewest instances that it may be asked for.</summary>
    public required int MinSize { get; init; }

    /// <summary>The most instances that it may be asked for.</summary>
    public required int MaxSize { get; init; }

    /// <summary>The number of instances that it keeps.</summary>
    public required int DesiredCapacity { get; init; }

    /// <summary>Why the desired capacity last changed, with the time, until the group has reached it.</summary>
    public string? DesiredBecause { get; init; }

    /// <summary>Why it has more instances than desired after its zones were evened out, with the time, until one of them is gone.</summary>
    public string? RebalancedBecause { get; init; }

    /// <summary>Whether it was told that it cannot shrink because what is left is protected.</summary>
    public bool HeldByProtection { get; init; }

    /// <summary>Seconds between two simple scaling activities.</summary>
    public int DefaultCooldown { get; init; } = 300;

    /// <summary>The availability zones that it balances over.</summary>
    public ImmutableList<string> Zones { get; init; } = [];

    /// <summary>The subnets that it balances over; empty when only zones were named.</summary>
    public ImmutableList<string> SubnetIds { get; init; } = [];

    /// <summary>The target groups that its instances are registered with.</summary>
    public ImmutableList<string> TargetGroupArns { get; init; } = [];

    /// <summary>Target groups that were detached and whose targets are still draining.</summary>
    public ImmutableList<string> DetachingTargetGroupArns { get; init; } = [];

    /// <summary><c>EC2</c>, <c>ELB</c> or both with a comma.</summary>
    public string HealthCheckType { get; init; } = "EC2";

    /// <summary>Seconds after coming into service in which the load balancer's opinion does not count.</summary>
    public int HealthCheckGracePeriod { get; init; }

    /// <summary>Since when its instances have been looked at without a break (UTC): after an outage they have their grace period again.</summary>
    public DateTimeOffset WatchedSince { get; init; }

    /// <summary>In which order the policies choose what to terminate.</summary>
    public ImmutableList<string> TerminationPolicies { get; init; } = ["Default"];

    /// <summary>Whether new instances are protected from scale in.</summary>
    public bool NewInstancesProtectedFromScaleIn { get; init; }

    /// <summary>Its tags by key.</summary>
    public ImmutableSortedDictionary<string, GroupTag> Tags { get; init; } = ImmutableSortedDictionary<string, GroupTag>.Empty;

    /// <summary>Suspended processes and why.</summary>
    public ImmutableSortedDictionary<string, string> SuspendedProcesses { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The group metrics that are switched on.</summary>
    public ImmutableSortedSet<string> EnabledMetrics { get; init; } = [];

    /// <summary>Settings that are only kept and shown, as their wire parameters (<see cref="WireTree"/>).</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its instances, oldest first.</summary>
    public ImmutableList<GroupInstance> Instances { get; init; } = [];

    /// <summary>How many of the missing instances replace unhealthy ones.</summary>
    public int Replacing { get; init; }

    /// <summary>Launches that failed since the last one that succeeded.</summary>
    public int LaunchFailures { get; init; }

    /// <summary>Before when no launch is tried again (UTC), or null.</summary>
    public DateTimeOffset? RetryLaunchAt { get; init; }

    /// <summary>Before when no instance is launched to even out the zones (UTC), or null.</summary>
    public DateTimeOffset? RetryRebalanceAt { get; init; }

    /// <summary>Its scaling policies by name.</summary>
    public ImmutableSortedDictionary<string, ScalingPolicy> Policies { get; init; } =
        ImmutableSortedDictionary<string, ScalingPolicy>.Empty;

    /// <summary>Its scheduled actions by name.</summary>
    public ImmutableSortedDictionary<string, ScheduledAction> ScheduledActions { get; init; } =
        ImmutableSortedDictionary<string, ScheduledAction>.Empty;

    /// <summary>Its lifecycle hooks by name.</summary>
    public ImmutableSortedDictionary<string, LifecycleHook> LifecycleHooks { get; init; } =
        ImmutableSortedDictionary<string, LifecycleHook>.Empty;

    /// <summary>What happened in it, newest first.</summary>
    public ImmutableList<ScalingActivity> Activities { get; init; } = [];

    /// <summary><c>Delete in progress</c>, or null.</summary>
    public string? Status { get; init; }
}
