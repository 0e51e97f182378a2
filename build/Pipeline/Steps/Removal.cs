using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Steps;

/// <summary>Takes server groups away. Right before each it is asked again whether live traffic reaches it.</summary>
public sealed class Removal(ITraffic traffic, IServerGroups groups)
{
    /// <summary>Takes a group out of service.</summary>
    /// <exception cref="Problem">Live traffic reaches it now.</exception>
    public async Task Retire(ServerGroup group) => await groups.Retire(await Unreached(group));

    /// <summary>Removes a group, and then what goes with it of what it was launched from.</summary>
    /// <exception cref="Problem">Live traffic reaches it now.</exception>
    public async Task Delete(ServerGroup group) => await groups.Delete(
        await Unreached(group) with { LaunchTemplate = group.LaunchTemplate, LaunchConfiguration = group.LaunchConfiguration });

    private async Task<ServerGroup> Unreached(ServerGroup group)
    {
        var routing = await traffic.Read();
        var serving = await LiveServers.Read(traffic, routing);
        // Gone already is fine: what it was launched from may still be there.
        var now = await groups.Find(group.Name) ?? group;
        return LiveReach.Reason(now, routing, serving) is not { } reached ? now : throw new Problem(
            $"{group.Name} was to be pruned, but live traffic reaches it now: {reached}.", "It was left alone.", "Find out who else releases here, then run again.");
    }
}
