using Bundt.Domain.Servers;

namespace Bundt.Domain.Pruning;

/// <summary>Chooses which server groups are kept. It only chooses; Prune deletes what it returned.</summary>
public static class GroupRetention
{
    /// <summary>Why nothing may be removed at all, or null.</summary>
    /// <param name="fleet">The environment's groups.</param>
    /// <param name="expected">The server group that this run made live, or null when it made none.</param>
    public static string? Refusal(Fleet fleet, string? expected) =>
        fleet.Split is { } split ? $"live traffic is divided: {split}"
        : fleet.Live is not { } live ? "nothing is live"
        : live.Release is null ? $"{live.Name}, which is live, is not a release of Bundt"
        : live.HasFailed ? $"{live.Name}, which is live, is marked as failed"
        : expected is not null && live.Name != expected ? $"{live.Name} is live, not {expected} of this run"
        : null;

    /// <summary>
    /// Keeps the newest deployments, the live group and the one it replaced wherever they rank, and whatever still runs or is reached by live
    /// traffic; failed deployments do not count.
    /// </summary>
    /// <returns>A decision about each group of the application in the environment; groups of others are not spoken of.</returns>
    public static IReadOnlyList<(ServerGroup Group, Kept Decision)> Decide(Stock stock, PruneTerms terms)
    {
        var fleet = stock.Fleet;
        var ours = fleet.Groups.Where(group => group.IsOf(terms.Application, terms.Environment) && !group.Deleting)
            .OrderByDescending(group => group.Created).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        var newest = ours.Where(group => !group.HasFailed).Take(terms.Retain).ToList();
        var predecessor = fleet.Live?.Tags.GetValueOrDefault(Names.Replaces);
        return [.. ours.Select(group => (group, Of(group)))];

        Kept Of(ServerGroup group)
        {
            var rank = newest.IndexOf(group);
            return group.Name == fleet.Live?.Name ? new(group.Name, true, "live")
                : LiveReach.Reason(group, fleet.Routing, stock.Serving) is { } reached ? new(group.Name, true, reached)
                : group.Name == predecessor ? new(group.Name, true, group.IsRetired ? "the live group replaced it" : "the live group replaced it; ready for a rollback")
                : rank >= 0 ? new(group.Name, true, $"deployment {rank + 1} of the {terms.Retain} newest")
                : group.Desired > 0 && fleet.TargetGroupOf(group) is not null ? new(group.Name, true, "still has servers; goes after its deadline")
                : group.Tags.ContainsKey(Names.RolledBack) ? new(group.Name, false, "traffic was taken back from it")
                : group.HasFailed ? new(group.Name, false, "its deployment failed")
                : new(group.Name, false, $"older than the {terms.Retain} newest deployments");
        }
    }

    /// <summary>Whether a group that is kept serves no rollback any more, and still has a size or is still attached. Never one that live traffic reaches.</summary>
    public static bool IsToRetire(ServerGroup group, Stock stock) =>
        group.Name != stock.Fleet.Live?.Name && LiveReach.Reason(group, stock.Fleet.Routing, stock.Serving) is null
        && !group.IsRetired && (stock.Fleet.TargetGroupOf(group) is null || group.Max == 0);
}
