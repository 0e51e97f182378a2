using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// What a group owes its instances when the cloud itself was down: time to come up again before their health counts, and an end to those
/// whose launch the group had not taken note of yet.
/// </summary>
internal static class AfterOutage
{
    /// <summary>Settles all groups of a region.</summary>
    public static void Settle(Cloud cloud, string name, IInstances instances, DateTimeOffset now)
    {
        var region = cloud.Change(name, known => known with
        {
            ScalingGroups = known.ScalingGroups.SetItems(known.ScalingGroups.Select(group =>
                KeyValuePair.Create(group.Key, group.Value with { WatchedSince = now }))),
        });
        var members = region.ScalingGroups.Values.SelectMany(group => group.Instances).Select(instance => instance.InstanceId).ToHashSet();
        foreach (var stray in region.Instances.Values.Where(instance =>
            instance.State != "terminated" && instance.Tags.ContainsKey(Region.MembershipTag) && !members.Contains(instance.Id)).ToList())
        {
            instances.Terminate(name, stray.Id);
        }
    }
}
