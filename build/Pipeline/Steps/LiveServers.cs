using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Reads which servers are in target groups that live traffic goes to, in whatever health: also one that is registered by hand counts.</summary>
internal static class LiveServers
{
    public static async Task<IReadOnlySet<string>> Read(ITraffic traffic, Routing routing)
    {
        var targets = await Task.WhenAll(routing.Carrying.Select(traffic.Health));
        return targets.SelectMany(target => target).Select(target => target.ServerId).ToHashSet();
    }
}
