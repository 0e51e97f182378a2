using Bundt.Domain.Releases;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>What live traffic is to go back to.</summary>
/// <param name="Group">The server group, warm or retired; null when one has to be launched from the release's image.</param>
/// <param name="Release">Its release; null when the group is the team's own.</param>
public sealed record RollbackPlan(ServerGroup? Group, ReleaseVersion? Release)
{
    /// <summary>Chooses it.</summary>
    /// <param name="fleet">The environment's groups and its live traffic, which is not divided.</param>
    /// <param name="to">The release to go to; null for what the live group replaced.</param>
    /// <returns>Null when there is nothing to do: nothing is live, it replaced nothing, or it is that release.</returns>
    /// <exception cref="Problem">What live replaced is gone, or traffic was taken back from it.</exception>
    public static RollbackPlan? Choose(Fleet fleet, ReleaseVersion? to) =>
        fleet.Live is not { } live ? null : to is null ? Before(fleet, live) : live.Release == to ? null : new(Kept(fleet, to), to);

    /// <summary>Whether a rollback has moved live traffic, and was broken off before it had ended.</summary>
    /// <param name="fleet">The environment's groups and its live traffic, which is not divided.</param>
    public static bool IsUnfinished(Fleet fleet) =>
        fleet.Live is { } live && (live.LiveSizes is not null || live.WarmUntil is not null) && fleet.Idle.All(group => group.Name != live.Tags.GetValueOrDefault(Names.Replaces));

    /// <summary>Those that a rollback has taken live traffic from and has not marked so yet: of full size, and younger than what is live or of a later release.</summary>
    /// <param name="fleet">The environment's groups and its live traffic.</param>
    public static IReadOnlyList<ServerGroup> Unmarked(Fleet fleet) => fleet.Live is not { } live ? [] :
        [.. fleet.Idle.Where(group => group is { Release: { } release, Desired: > 0, HasFailed: false } && (group.Created > live.Created || release.CompareTo(live.Release) > 0))];

    /// <summary>Whether the group can take live traffic without servers being launched.</summary>
    public bool IsWarm(Fleet fleet) => Group is { Desired: > 0 } && fleet.TargetGroupOf(Group) is not null;

    /// <summary>
    /// Whether live traffic may move although the group is not as large and as healthy as it should be: when it has more healthy servers than
    /// what is live, or somebody wants it at once.
    /// </summary>
    /// <param name="healthy">Its healthy servers.</param>
    /// <param name="live">Those of the group that is live.</param>
    /// <param name="now">Whether somebody wants it at once.</param>
    public static bool MayMove(int healthy, int live, bool now) => healthy > live || (now && healthy > 0);

    private static RollbackPlan? Before(Fleet fleet, ServerGroup live)
    {
        if (live.Tags.GetValueOrDefault(Names.Replaces) is not { } name)
            return null;
        const string untouched = "Live traffic is untouched.";
        if (fleet.Find(name) is not { Deleting: false } previous)
            throw new Problem($"{live.Name} replaced {name}, which is gone.", untouched, "Name the release that you want: --to=VERSION launches it from its image.");
        return !previous.HasFailed ? new(previous, previous.Release) : throw new Problem(
            $"{live.Name} replaced {name}, from which traffic was taken back.", untouched, $"Name it if you want it all the same: --to={previous.Release}.");
    }

    // The one that needs the least: warm before retired, and the youngest of those.
    private static ServerGroup? Kept(Fleet fleet, ReleaseVersion release) => fleet.Groups
        .Where(group => group.Release == release && !group.Deleting && !group.Tags.ContainsKey(Names.Failed))
        .OrderByDescending(group => group.Desired > 0 && fleet.TargetGroupOf(group) is not null)
        .ThenByDescending(group => group.Created)
        .FirstOrDefault();
}
