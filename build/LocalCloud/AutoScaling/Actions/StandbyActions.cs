using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>
/// Takes instances out of service that go on running: on standby and back, or out of the group for good (Amazon EC2 Auto Scaling user guide,
/// "Temporarily remove instances" and "Detach or attach instances").
/// </summary>
internal sealed class StandbyActions(Groups groups)
{
    public IEnumerable<XElement> EnterStandby(AwsCall call) => Withdraw(
        call, LifecycleState.EnteringStandby, "place into standby", "Moving EC2 instance to Standby", "moved to standby", LifecycleState.InService);

    public IEnumerable<XElement> Detach(AwsCall call) => Withdraw(
        call, LifecycleState.Detaching, "detach", "Detaching EC2 instance", "detached", LifecycleState.InService, LifecycleState.Standby);

    public IEnumerable<XElement> ExitStandby(AwsCall call)
    {
        var ids = Membership.Named(call);
        return Begin(call, group =>
        {
            Membership.Check(group, ids, LifecycleState.Standby);
            return group.DesiredCapacity + ids.Count > group.MaxSize ? throw Membership.NoRoom(group, "exit standby", ids.Count) : group;
        }, ids, (group, instance) =>
        {
            var cause = $"instance {instance.InstanceId} was moved out of standby in response to a user request, "
                + Capacity("increasing", group.DesiredCapacity, group.DesiredCapacity + 1);
            var activity = ScalingActivity
                .Begin(group, $"Moving EC2 instance out of Standby: {instance.InstanceId}", Cause.At(groups.Now, cause), instance.Place, groups.Now)
                .At("PreInService", 30);
            return (group with { DesiredCapacity = group.DesiredCapacity + 1 }, activity, LifecycleState.Pending);
        });
    }

    private IEnumerable<XElement> Withdraw(
        AwsCall call, string state, string purpose, string description, string deed, params string[] from)
    {
        call.Required("ShouldDecrementDesiredCapacity");
        var (ids, shrink) = (Membership.Named(call), call.Flag("ShouldDecrementDesiredCapacity") == true);
        return Begin(call, group =>
        {
            var shrinking = Membership.Check(group, ids, from).Count(instance => instance.Counts);
            return shrink && group.DesiredCapacity - shrinking < group.MinSize ? throw Membership.NoRoom(group, purpose, ids.Count) : group;
        }, ids, (group, instance) =>
        {
            var after = shrink && instance.Counts ? group with { DesiredCapacity = group.DesiredCapacity - 1 } : group;
            var cause = $"instance {instance.InstanceId} was {deed} in response to a user request"
                + (ReferenceEquals(after, group) ? "." : ", " + Capacity("shrinking", group.DesiredCapacity, after.DesiredCapacity));
            var activity = ScalingActivity
                .Begin(group, $"{description}: {instance.InstanceId}", Cause.At(groups.Now, cause), instance.Place, groups.Now)
                .At("InProgress", 50);
            return (after, activity, state);
        });
    }

    /// <summary>Begins an activity for each instance, and answers with them.</summary>
    private IEnumerable<XElement> Begin(
        AwsCall call,
        Func<ScalingGroup, ScalingGroup> check,
        IReadOnlyList<string> ids,
        Func<ScalingGroup, GroupInstance, (ScalingGroup Group, ScalingActivity Activity, string State)> move)
    {
        var begun = new List<ScalingActivity>();
        groups.Change(call, before => ids.Aggregate(check(before), (group, id) =>
        {
            var (moved, activity, state) = move(group, group.Instances.Find(instance => instance.InstanceId == id)!);
            begun.Add(activity);
            return moved.Record(activity).With(id, instance => instance with { LifecycleState = state, ActivityId = activity.Id });
        }));
        return [Answer.List("Activities", begun.Select(activity => GroupListing.Activity(activity)))];
    }

    private static string Capacity(string change, int from, int to) =>
        string.Create(CultureInfo.InvariantCulture, $"{change} the capacity from {from} to {to}.");
}
