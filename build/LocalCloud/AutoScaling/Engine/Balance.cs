namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Whether a group's instances are spread over its zones as evenly as can be.</summary>
internal static class Balance
{
    /// <summary>
    /// Whether an instance is to be launched to even out the zones. While Terminate is suspended that one stays beyond the desired capacity
    /// (user guide, "How suspended processes affect other processes").
    /// </summary>
    public static bool IsDue(ScalingGroup group, DateTimeOffset now) =>
        group.Allows(ScalingProcess.AZRebalance) && group.Allows(ScalingProcess.Launch)
        && !(now < group.RetryRebalanceAt) && IsUneven(group);

    /// <summary>
    /// True when an instance in a zone with too few would allow one to be taken from a zone with too many, or from one that the group no
    /// longer has. Only a group at rest is judged: everything in service and healthy.
    /// </summary>
    public static bool IsUneven(ScalingGroup group)
    {
        if (group.Zones.IsEmpty || group.Active.Any(instance => !instance.InService || instance.UnhealthyBecause is not null))
            return false;
        var free = group.Active.Where(instance => !instance.ProtectedFromScaleIn).ToList();
        if (free.Exists(instance => !group.Zones.Contains(instance.Place.Zone)))
            return true;
        var counts = group.Zones.ToDictionary(zone => zone, zone => group.Active.Count(instance => instance.Place.Zone == zone));
        return free.Exists(instance => counts[instance.Place.Zone] - counts.Values.Min() > 1);
    }
}
