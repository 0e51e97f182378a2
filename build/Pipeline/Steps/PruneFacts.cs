using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Steps;

/// <summary>Reads what pruning decides about, and decides.</summary>
internal static class PruneFacts
{
    public static async Task<(Fleet Fleet, IReadOnlyList<Kept> Decisions)> Groups(ReleaseEnvironment environment, IServerGroups groups, ITraffic traffic)
    {
        var fleet = await groups.Fleet(await traffic.Read());
        return (fleet, Retention.Groups(fleet, environment.Application.Name, environment.Name, environment.Retain));
    }

    public static async Task<(IReadOnlyList<Image> All, IReadOnlyList<Kept> Verdicts)> Images(ReleaseEnvironment environment, IImages images)
    {
        var references = await images.References();
        var all = await images.All();
        return (all, Retention.Images([.. all], references, environment.Retain));
    }
}
