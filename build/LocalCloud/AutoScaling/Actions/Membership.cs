using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>What the actions that take instances into a group and out of it check alike.</summary>
internal static class Membership
{
    private const int MostIds = 20;

    /// <summary>The ids of a call, without repetition.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none, or more than twenty.</exception>
    public static IReadOnlyList<string> Named(AwsCall call)
    {
        call.Demand("InstanceIds");
        IReadOnlyList<string> ids = [.. call.List("InstanceIds").Distinct()];
        return ids.Count <= MostIds ? ids : throw Constraint.Longer("instanceIds", ids, MostIds);
    }

    /// <summary>The group's instances with these ids, all of them in one of the states.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static IReadOnlyList<GroupInstance> Check(ScalingGroup group, IReadOnlyList<string> ids, params IReadOnlyList<string> states) =>
    [
        .. ids.Select(id => group.Instances.Find(instance => instance.InstanceId == id) switch
        {
            null => throw Stranger(group, id),
            { LifecycleState: var state } when !states.Contains(state) =>
                throw Refusal.Invalid($"The instance {id} is not in {string.Join(" or ", states)}."),
            var member => member
        })
    ];

    /// <summary>The instance does not belong to the group.</summary>
    public static AwsError Stranger(ScalingGroup group, string id) =>
        Refusal.Invalid($"The instance {id} is not part of Auto Scaling group {group.Name}.");

    /// <summary>The group's sizes do not allow it.</summary>
    public static AwsError NoRoom(ScalingGroup group, string purpose, int count) => Refusal.Invalid(
        $"AutoScalingGroup {group.Name} has min-size={group.MinSize}, max-size={group.MaxSize}, and desired-size={group.DesiredCapacity}. "
        + $"To {purpose} {count} instance{(count == 1 ? "" : "s")}, please update the AutoScalingGroup sizes appropriately.");
}
