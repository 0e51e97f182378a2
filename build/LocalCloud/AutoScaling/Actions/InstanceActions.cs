using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Acts on single instances of groups.</summary>
internal sealed class InstanceActions(Groups groups)
{
    private const int MostProtected = 50;

    public IEnumerable<XElement> SetHealth(AwsCall call)
    {
        var (group, instance) = groups.ReadByInstance(call);
        var status = call.Required("HealthStatus");
        if (status is not ("Healthy" or "Unhealthy"))
            throw Refusal.Invalid($"Valid instance health states are: [Healthy, Unhealthy]. Provided value: {status}");
        var ignored = status == "Unhealthy" && (call.Flag("ShouldRespectGracePeriod") ?? true) && groups.Now < group.GraceEnds(instance);
        if (!ignored)
        {
            groups.Change(call, group.Name, changing => changing.With(instance.InstanceId, judged => judged with
            {
                UnhealthyBecause = status == "Healthy" ? null : Cause.FailedByHand
            }));
        }

        return Answer.Nothing;
    }

    public IEnumerable<XElement> SetProtection(AwsCall call)
    {
        call.Required("ProtectedFromScaleIn");
        var (ids, protect) = (call.List("InstanceIds"), call.Flag("ProtectedFromScaleIn")!.Value);
        if (ids.Count > MostProtected)
            throw new AwsError("LimitExceeded", $"You can specify up to {MostProtected} instances.");
        groups.Change(call, group =>
        {
            if (ids.FirstOrDefault(id => !group.Instances.Exists(instance => instance.InstanceId == id)) is { } stranger)
                throw Membership.Stranger(group, stranger);
            return ids.Aggregate(group, (changing, id) => changing.With(id, instance => instance with { ProtectedFromScaleIn = protect }));
        });
        return Answer.Nothing;
    }

    /// <summary>Ends an instance; the group replaces it unless its desired capacity shrinks with it.</summary>
    public IEnumerable<XElement> Terminate(AwsCall call)
    {
        call.Required("ShouldDecrementDesiredCapacity");
        var shrink = call.Flag("ShouldDecrementDesiredCapacity") == true;
        var (found, instance) = groups.ReadByInstance(call);
        if (!instance.Leaving)
        {
            groups.Change(call, found.Name, group =>
            {
                var current = group.Instances.Find(member => member.InstanceId == instance.InstanceId);
                return current is null or { Leaving: true } ? group : Ended(group, current, shrink);
            });
        }

        var (after, leaving) = groups.ReadByInstance(call);
        var activity = after.Activities.Find(activity => activity.Id == leaving.ActivityId)
            ?? throw Refusal.Invalid($"Instance Id not found - No managed instance found for instance ID: {instance.InstanceId}");
        return [new XElement("Activity", GroupListing.Activity(activity))];
    }

    private ScalingGroup Ended(ScalingGroup group, GroupInstance instance, bool shrink)
    {
        var sentence = $"instance {instance.InstanceId} was taken out of service in response to a user request";
        if (!shrink || !instance.Counts)
            return group.Terminate(instance, Cause.At(groups.Now, $"{sentence}."), groups.Now);
        if (group.DesiredCapacity <= group.MinSize)
        {
            throw Refusal.Invalid(
                $"Currently, desiredSize equals minSize ({group.MinSize}). Terminating instance without replacement will violate group's "
                + "min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.");
        }

        var shrunk = group with { DesiredCapacity = group.DesiredCapacity - 1 };
        var change = $"shrinking the capacity from {group.DesiredCapacity} to {shrunk.DesiredCapacity}.";
        return shrunk.Terminate(instance, Cause.At(groups.Now, $"{sentence}, {change}"), groups.Now);
    }
}
