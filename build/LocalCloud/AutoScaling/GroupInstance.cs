using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>An instance as a member of its group.</summary>
public sealed record GroupInstance
{
    /// <summary>The EC2 instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Its instance type.</summary>
    public required string InstanceType { get; init; }

    /// <summary>Its image.</summary>
    public required string ImageId { get; init; }

    /// <summary>Where it is.</summary>
    public required Place Place { get; init; }

    /// <summary>What it was launched from; of a template the version is a number.</summary>
    public required LaunchSource Source { get; init; }

    /// <summary>When it was launched (UTC).</summary>
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>The activity that launches or terminates it.</summary>
    public required Guid ActivityId { get; init; }

    /// <summary>One of <see cref="AutoScaling.LifecycleState"/>.</summary>
    public string LifecycleState { get; init; } = AutoScaling.LifecycleState.Pending;

    /// <summary>Why it is unhealthy, as AWS words it, or null while it is healthy.</summary>
    public string? UnhealthyBecause { get; init; }

    /// <summary>When it came into service (UTC).</summary>
    public DateTimeOffset? InServiceAt { get; init; }

    /// <summary>Whether scaling in passes it by.</summary>
    public bool ProtectedFromScaleIn { get; init; }

    /// <summary>The target groups that it was registered with.</summary>
    public ImmutableSortedSet<string> Registered { get; init; } = [];

    /// <summary>The target groups that it was taken out of and still drains from.</summary>
    public ImmutableSortedSet<string> Draining { get; init; } = [];

    /// <summary>Whether it came into service while AddToLoadBalancer was suspended: it then has to be registered by hand.</summary>
    public bool LeftOutOfLoadBalancer { get; init; }

    /// <summary>Whether it is launched beyond the desired capacity to balance zones, and not in service yet.</summary>
    public bool Rebalancing { get; init; }

    /// <summary>Whether EC2 was asked to end it.</summary>
    public bool EndRequested { get; init; }

    /// <summary>The hooks that hold it now.</summary>
    public ImmutableList<LifecycleAction> LifecycleActions { get; init; } = [];

    /// <summary><c>Healthy</c> or <c>Unhealthy</c>.</summary>
    [JsonIgnore]
    public string HealthStatus => UnhealthyBecause is null ? "Healthy" : "Unhealthy";

    /// <summary>Whether it is on its way out.</summary>
    [JsonIgnore]
    public bool Leaving => LifecycleState.StartsWith(AutoScaling.LifecycleState.Terminating, StringComparison.Ordinal);

    /// <summary>Whether it is on its way into service.</summary>
    [JsonIgnore]
    public bool Arriving => LifecycleState.StartsWith(AutoScaling.LifecycleState.Pending, StringComparison.Ordinal);

    /// <summary>Whether it counts towards the desired capacity: it is in service or will be.</summary>
    [JsonIgnore]
    public bool Counts => Arriving || InService;

    /// <summary>Whether it is in service.</summary>
    [JsonIgnore]
    public bool InService => LifecycleState == AutoScaling.LifecycleState.InService;

    /// <summary>The action that was abandoned, by answer or by timeout, or null.</summary>
    public LifecycleAction? Abandoned(DateTimeOffset now) => LifecycleActions.Find(action => action.ResultAt(now) == "ABANDON");

    /// <summary>The instance, held by hooks from now on.</summary>
    public GroupInstance HeldBy(IEnumerable<LifecycleHook> hooks, string state, DateTimeOffset now) => this with
    {
        LifecycleState = state,
        LifecycleActions =
        [
            .. hooks.Select(hook => new LifecycleAction(
                hook.Name, Guid.NewGuid(), hook.DefaultResult, now.AddSeconds(hook.HeartbeatTimeout), now.AddSeconds(hook.GlobalTimeout)))
        ]
    };
}
