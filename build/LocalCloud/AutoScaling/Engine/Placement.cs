using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Where the next instance goes: into the zone with the fewest, and there into the subnet with the fewest.</summary>
internal static class Placement
{
    /// <summary>All places of the group, the best first; the others serve when the best has no capacity.</summary>
    public static IReadOnlyList<Place> Order(ScalingGroup group, Region region)
    {
        var active = group.Active.Select(instance => instance.Place).ToList();
        return
        [
            .. Places(group, region)
                .OrderBy(place => active.Count(other => other.Zone == place.Zone))
                .ThenBy(place => active.Count(other => other.SubnetId == place.SubnetId))
                .DistinctBy(place => place.Zone)
        ];
    }

    private static IEnumerable<Place> Places(ScalingGroup group, Region region) => group.SubnetIds.IsEmpty
        ? group.Zones.Select(zone => new Place(zone, null))
        : group.SubnetIds.Where(region.Subnets.ContainsKey).Select(id => new Place(region.Subnets[id].Zone, id));
}
