using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Removes the machines' layers that nothing needs any more.</summary>
internal sealed class Disks(Cloud cloud, IMachines machines, StateStore store)
{
    /// <summary>Discards those of the layers that no snapshot and no instance of any region is made of.</summary>
    public async Task DiscardUnused(IEnumerable<string> layers)
    {
        // A server that is killed between must not find a snapshot whose layer is gone. What stays because the disk is full is swept by the next.
        if (!await store.Kept())
            return;
        var used = cloud.Regions.SelectMany(Layers).ToHashSet();
        foreach (var layer in layers.Where(layer => !used.Contains(layer)).ToList())
            await machines.Discard(layer);
    }

    /// <summary>The layers that a region's snapshots and instances are made of.</summary>
    public static IEnumerable<string> Layers(Region region) => region.Snapshots.Values.Where(snapshot => snapshot.State != "error").SelectMany(snapshot => snapshot.Layers)
        .Concat(region.Instances.Values.Where(instance => instance.State != "terminated").SelectMany(instance => instance.Layers));
}
