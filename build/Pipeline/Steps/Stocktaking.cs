using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Pruning;

namespace Bundt.Pipeline.Steps;

/// <summary>Reads all that pruning looks at, and decides; where anything cannot be read, nothing is decided.</summary>
public sealed class Stocktaking(ITraffic traffic, IServerGroups groups, ILaunchTemplates templates, IImages images)
{
    /// <summary>Decides what is pruned.</summary>
    /// <param name="context">The run.</param>
    /// <exception cref="Problem">A listing is incomplete.</exception>
    public async Task<PrunePlan> Plan(ReleaseContext context)
    {
        try
        {
            return PrunePlan.Of(await Read(), Terms(context));
        }
        catch (Problem unread)
        {
            throw Refusal(unread, "Nothing was removed. Live traffic is untouched.");
        }
    }

    /// <summary>The images of a plan that may still go now that its groups are gone: somebody else may use one by now.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="context">The run.</param>
    /// <exception cref="Problem">A listing is incomplete.</exception>
    public async Task<IReadOnlyList<Image>> StillUnused(PrunePlan plan, ReleaseContext context)
    {
        if (plan.Images.Count == 0)
            return [];
        try
        {
            var now = PrunePlan.Of(await Read(), Terms(context)).Images.Select(image => image.Id).ToHashSet();
            return [.. plan.Images.Where(image => now.Contains(image.Id))];
        }
        catch (Problem unread)
        {
            throw Refusal(unread, "What was to go before the images is gone; no image was removed. Live traffic is untouched.");
        }
    }

    // Images before what uses them: a use that comes later is then seen.
    private async Task<Stock> Read()
    {
        var routing = await traffic.Read();
        var fleet = await groups.Fleet(routing);
        var serving = await LiveServers.Read(traffic, routing);
        var all = await images.All();
        return new()
        {
            Fleet = fleet,
            Serving = serving,
            Everywhere = await groups.Everywhere(),
            Templates = await templates.All(),
            Images = all,
            Uses = await images.References(),
        };
    }

    private static PruneTerms Terms(ReleaseContext context) => new(
        context.Environment.Application.Name, context.Environment.Name, context.Environment.Retain, context.Record.Begun,
        context.Release.IsLive ? context.Release.ServerGroup : null);

    private static Problem Refusal(Problem unread, string state) => new(
        $"Nothing can be pruned while not everything is known: {unread.What}", state, unread.Next ?? "Run --exclusive --target=Prune again.", unread);
}
