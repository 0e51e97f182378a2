using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>Names one target.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="TargetGroup">The target group's ARN.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Port">The port that receives traffic.</param>
internal readonly record struct TargetKey(string Region, string TargetGroup, string InstanceId, int Port)
{
    /// <summary>The targets of a region, with their groups.</summary>
    public static IEnumerable<(TargetKey Key, Target Target, TargetGroup Group)> All(Region region) => region.TargetGroups.Values
        .SelectMany(group => group.Targets.Select(target =>
            (new TargetKey(region.Name, group.Arn, target.InstanceId, target.Port), target, group)));

    /// <summary>The target as it is now, or null.</summary>
    public Target? In(Region region)
    {
        var (instance, port) = (InstanceId, Port);
        return region.TargetGroups.GetValueOrDefault(TargetGroup)?.Targets
            .Find(target => target.InstanceId == instance && target.Port == port);
    }

    /// <summary>The region with this target changed; the same one when that changes nothing.</summary>
    public Region Change(Region region, Func<Target, Target> change) =>
        region.TargetGroups.TryGetValue(TargetGroup, out var group) && group.With(InstanceId, Port, change) is var changed
            && !ReferenceEquals(group, changed)
            ? region with { TargetGroups = region.TargetGroups.SetItem(TargetGroup, changed) }
            : region;

    /// <summary>The region without this target.</summary>
    public Region Remove(Region region)
    {
        var (instance, port) = (InstanceId, Port);
        return region.TargetGroups.TryGetValue(TargetGroup, out var group)
            ? region with
            {
                TargetGroups = region.TargetGroups.SetItem(TargetGroup, group with
                {
                    Targets = group.Targets.RemoveAll(target => target.InstanceId == instance && target.Port == port),
                }),
            }
            : region;
    }
}
