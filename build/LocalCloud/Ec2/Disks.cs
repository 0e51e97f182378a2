using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Removes the machines' layers that nothing needs any more.</summary>
internal sealed class Disks(Cloud cloud, IMachines machines)
{
    /// <summary>Discards those of the layers that no snapshot and no instance of any region is made of.</summary>
    public async Task DiscardUnused(IEnumerable<string> layers)
    {
        foreach (var layer in layers.Where(layer => !cloud.Regions.Any(region => Uses(region, layer))).ToList())
            await machines.Discard(layer);
    }

    private static bool Uses(Region region, string layer) =>
        region.Snapshots.Values.Any(snapshot => snapshot.State != "error" && snapshot.Layers.Contains(layer)) ||
        region.Instances.Values.Any(instance => instance.State != "terminated" && instance.Layers.Contains(layer));
}
