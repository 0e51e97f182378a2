using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>The groups as the actions reach them.</summary>
internal sealed class Groups(Cloud cloud, TimeProvider time)
{
    /// <summary>The time (UTC).</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The call's region.</summary>
    public Region Region(AwsCall call) => cloud.Read(call.Region);

    /// <summary>The group that the call names.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none.</exception>
    public ScalingGroup Read(AwsCall call) => Find(Region(call), call.Required("AutoScalingGroupName"));

    /// <summary>The group that the call names, or when it names none all groups.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is no such group.</exception>
    public IEnumerable<ScalingGroup> ReadOneOrAll(AwsCall call) =>
        call["AutoScalingGroupName"] is { Length: > 0 } name ? [Find(Region(call), name)] : Region(call).ScalingGroups.Values;

    /// <summary>The group and the instance of a call that names an instance only.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when no group has it.</exception>
    public (ScalingGroup Group, GroupInstance Instance) ReadByInstance(AwsCall call)
    {
        var id = call.Required("InstanceId");
        foreach (var group in Region(call).ScalingGroups.Values)
        {
            if (group.Instances.Find(instance => instance.InstanceId == id) is { } found)
                return (group, found);
        }

        throw Refusal.Invalid($"Instance Id not found - No managed instance found for instance ID: {id}");
    }

    /// <summary>The group and the policy of a call that names a policy, by its name or its ARN.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none.</exception>
    public (ScalingGroup Group, ScalingPolicy Policy) ReadPolicy(AwsCall call)
    {
        var named = call.Required("PolicyName");
        var (group, policy) = ReadOneOrAll(call)
            .SelectMany(group => group.Policies.Values, (group, policy) => (group, policy))
            .FirstOrDefault(pair => pair.policy.Name == named || pair.policy.Arn == named);
        return policy is null ? throw Refusal.Invalid($"Policy {named} not found") : (group, policy);
    }

    /// <summary>Changes the group that the call names.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none or it is being deleted.</exception>
    public void Change(AwsCall call, Func<ScalingGroup, ScalingGroup> change) =>
        Change(call, call.Required("AutoScalingGroupName"), change);

    /// <summary>Changes a group.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none or it is being deleted.</exception>
    public void Change(AwsCall call, string name, Func<ScalingGroup, ScalingGroup> change) => ChangeRegion(call, region =>
        Find(region, name).Deleting
            ? throw Refusal.Invalid($"AutoScalingGroup {name} is pending delete and cannot be changed.")
            : region.WithGroup(name, change));

    /// <summary>Changes the call's region.</summary>
    public void ChangeRegion(AwsCall call, Func<Region, Region> change) => cloud.Change(call.Region, change);

    /// <summary>The group of that name.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none.</exception>
    public static ScalingGroup Find(Region region, string name) => region.ScalingGroups.GetValueOrDefault(name)
        ?? throw Refusal.Invalid($"AutoScalingGroup name not found - AutoScalingGroup {name} not found");
}
