using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Where the next instance goes: into the zone with the fewest, and there into the subnet with the fewest.</summary>
internal static class Placement
{
    /// <summary>All places of the group, the best first; the others serve when the best has no capacity.</summary>
    public static IReadOnlyList<Place> Order(ScalingGroup group, Region region)
    {
        // One look at the instances: this is asked for each of thousands of launches.
        var counts = new Dictionary<string, int>();
        foreach (var instance in group.Instances)
        {
            if (!instance.Counts)
                continue;
            counts[instance.Place.Zone] = counts.GetValueOrDefault(instance.Place.Zone) + 1;
            if (instance.Place.SubnetId is { } subnet)
                counts[subnet] = counts.GetValueOrDefault(subnet) + 1;
        }

        return
        [
            .. Places(group, region)
                .OrderBy(place => counts.GetValueOrDefault(place.Zone))
                .ThenBy(place => counts.GetValueOrDefault(place.SubnetId ?? ""))
                .DistinctBy(place => place.Zone)
        ];
    }

    private static IEnumerable<Place> Places(ScalingGroup group, Region region) => group.SubnetIds.IsEmpty
        ? group.Zones.Select(zone => new Place(zone, null))
        : group.SubnetIds.Where(region.Subnets.ContainsKey).Select(id => new Place(region.Subnets[id].Zone, id));
}
