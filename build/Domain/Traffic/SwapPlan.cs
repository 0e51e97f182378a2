using Bundt.Domain.Releases;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>How live traffic moves to a server group.</summary>
/// <param name="Before">Live traffic as it was read; the swap is made only while it is still so.</param>
/// <param name="To">The target group that becomes live.</param>
/// <param name="Next">The group that becomes live.</param>
/// <param name="Previous">The group that is live now, or null in a first release and when there is nothing to be done.</param>
public sealed record SwapPlan(Routing Before, TargetGroup To, ServerGroup Next, ServerGroup? Previous)
{
    private static readonly IReadOnlyList<int> AtOnce = [100];

    /// <summary>How many percent of live traffic go to the new group after each modification that is still to be made.</summary>
    public IReadOnlyList<int> Steps { get; private init; } = AtOnce;

    /// <summary>How many healthy servers are enough, where traffic may move to fewer than live has; null when it may not.</summary>
    public int? Least { get; private init; }

    /// <summary>The target group that is left.</summary>
    public TargetGroup From => Before.Other(To);

    /// <summary>How many percent of live traffic went to the new group already.</summary>
    public int Share => Before.Percent(To);

    /// <summary>Whether all of it is over: live traffic goes there, and no earlier run was broken off before it had seen that it is well.</summary>
    public bool IsDone => Before.ForwardsTo(To) && Previous is null;

    /// <summary>Whether an earlier run has moved live traffic, at least some of it, and was broken off.</summary>
    public bool IsBegun => Share > 0 && Previous is not null;

    /// <summary>How many healthy servers must carry live traffic from the start of the swap to its end; 1 in a first release.</summary>
    public int Needed => Math.Min(Least ?? int.MaxValue, Math.Max(1, Previous is null ? Next.Desired : Math.Max(Previous.Min, Previous.Desired)));

    /// <summary>How many healthy servers a group needs that has so many percent of live traffic; none when it has none.</summary>
    public int NeededFor(int percent) => (int)Math.Ceiling(Needed * percent / 100.0);

    /// <summary>Whether live traffic goes as it does at some step of this move, and not as somebody else has set it.</summary>
    public bool Expects(Routing now) => now.Percent(From) + now.Percent(To) == 100
        && (now.Percent(To) == 0 || now.Percent(To) == Share || Steps.Contains(now.Percent(To)));

    /// <summary>The versions that may answer while the new group has so many percent of live traffic; the new one first.</summary>
    public IReadOnlyList<string> Versions(int percent) =>
        [.. new[] { Next.Release, percent < 100 ? Previous?.Release : null }.OfType<ReleaseVersion>().Select(version => version.ToString())];

    /// <summary>Plans the swap to a server group.</summary>
    /// <param name="fleet">The environment's groups and its live traffic.</param>
    /// <param name="next">The name of the group that is to become live.</param>
    /// <param name="shares">How many percent of live traffic it has after each step; all at once without, and where it takes over from nobody or from a group that carries no release of Bundt's.</param>
    /// <param name="least">How many healthy servers are enough; null for as many as live has.</param>
    /// <exception cref="Problem">
    /// There is no such group, it is not attached, has no servers, or has fewer than the live one; or live traffic is divided between others.
    /// </exception>
    public static SwapPlan Plan(Fleet fleet, string next, IReadOnlyList<int>? shares = null, int? least = null)
    {
        var group = fleet.Find(next) ?? throw new Problem($"There is no server group {next}.", "Live traffic is untouched.", "Run again: Deploy makes another.");
        var target = fleet.TargetGroupOf(group) ?? throw new Problem(
            $"{next} is attached to neither {fleet.Routing.Blue.Name} nor {fleet.Routing.Green.Name}.", "Live traffic is untouched.", "Find out who detached it, then run again.");
        if (group.Desired < 1)
            throw new Problem($"{next} has no servers.", "Live traffic is untouched.", "Run again: Deploy makes a group with servers.");
        if (fleet.Split is { } split && split.New.Name != next)
            throw split.Refusal;
        var previous = fleet.Split?.Old ?? (target == fleet.Routing.Live ? LeftBehind(fleet, group) : fleet.Live);
        var plan = new SwapPlan(fleet.Routing, target, group, previous) { Least = least };
        plan = plan with { Steps = [.. (previous?.Release is null ? AtOnce : shares ?? AtOnce).Where(share => share > plan.Share)] };
        return plan.IsDone || group.Desired >= plan.Needed
            ? plan
            : throw new Problem(
                $"{next} has {group.Desired} servers, but {plan.Previous!.Name}, which is live, has {plan.Previous.Desired} by now.",
                "Live traffic is untouched.", "Run again: Deploy makes a group of the live one's size.");
    }

    // What a swap has left is kept warm once it is over; where it is not, the run that made it broke off in the middle.
    private static ServerGroup? LeftBehind(Fleet fleet, ServerGroup live) => fleet.Idle.FirstOrDefault(group =>
        group is { WarmUntil: null, Desired: > 0, HasFailed: false, Release: not null } && live.Tags.GetValueOrDefault(Names.Replaces) == group.Name);
}
