using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>What is left of a release that was begun and not ended.</summary>
/// <param name="Swap">The swap that was broken off while some or all of live traffic had moved already; it is taken back.</param>
/// <param name="Groups">The groups that live traffic never went to; they are removed.</param>
/// <param name="Held">The live group, where it is kept from following its alarms for a swap that does not come; or null.</param>
public sealed record AbortPlan(SwapPlan? Swap, IReadOnlyList<ServerGroup> Groups, ServerGroup? Held)
{
    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => Swap is null && Groups.Count == 0 && Held is null;

    /// <summary>Finds what is left. A group that failed and was kept to be looked at, or that traffic was taken back from, is nobody's leftover.</summary>
    /// <param name="fleet">The environment's groups and its live traffic.</param>
    /// <param name="app">The application; groups of others are never touched.</param>
    /// <param name="env">The environment.</param>
    /// <exception cref="Problem">Live traffic does not go to one of the two target groups, and no swap has divided it.</exception>
    public static AbortPlan Of(Fleet fleet, string app, string env)
    {
        var swap = (fleet.Split?.New ?? fleet.Live) is { } latest && SwapPlan.Plan(fleet, latest.Name) is { IsBegun: true } begun ? begun : null;
        return swap is not null ? new(swap, [], null) : new(
            null,
            [.. fleet.Idle.Where(group => group.IsOf(app, env) && group is { Max: > 0, HasFailed: false, LiveSizes: null, WarmUntil: null } && group.Name != fleet.Live?.Tags.GetValueOrDefault(Names.Replaces))],
            fleet.Live is { Release: not null, IsHeld: true } held ? held : null);
    }
}
