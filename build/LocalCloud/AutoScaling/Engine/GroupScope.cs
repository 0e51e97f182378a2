using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>One group as the engine's steps see it: always read anew, changed by functions, gone when it is gone.</summary>
internal sealed record GroupScope(Cloud Cloud, string RegionName, string GroupName, TimeProvider Time)
{
    /// <summary>The region as it is now.</summary>
    public Region Region => Cloud.Read(RegionName);

    /// <summary>The group as it is now, or null when there is none (any more).</summary>
    public ScalingGroup? Group => Region.ScalingGroups.GetValueOrDefault(GroupName);

    /// <summary>The time (UTC).</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Changes the group.</summary>
    public void Change(Func<ScalingGroup, ScalingGroup> change) => Cloud.Change(RegionName, region => region.WithGroup(GroupName, change));

    /// <summary>Whether EC2 has no such instance, or only what is left of it.</summary>
    public bool IsGone(string instanceId) => EC2State(instanceId) == "terminated";

    /// <summary>The instance's state in EC2; <c>terminated</c> when it is not known there.</summary>
    public string EC2State(string instanceId) =>
        Region.Instances.TryGetValue(instanceId, out var instance) ? instance.State : "terminated";
}
