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

    /// <summary>
    /// Removes groups, side by side since AWS takes its time for each, and then what goes with them of what they were launched from. Those
    /// that were begun are removed to the end, whatever becomes of the others.
    /// </summary>
    /// <param name="all">The groups, each with what goes with it.</param>
    /// <param name="cancellation">Keeps it from beginning another one.</param>
    /// <exception cref="Problem">Live traffic reaches one of them now: it and those after it were left alone.</exception>
    public async Task Delete(IReadOnlyList<ServerGroup> all, CancellationToken cancellation)
    {
        List<ServerGroup> begun = [];
        try
        {
            foreach (var group in all)
            {
                cancellation.ThrowIfCancellationRequested();
                await groups.Delete(await Unreached(group));
                begun.Add(group);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or Problem and not NoAnswer)
        {
            await groups.Forget(begun);
            throw;
        }

        await groups.Forget(begun);
    }

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
