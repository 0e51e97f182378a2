using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>How live traffic goes back to what the live group replaced.</summary>
public static class RollbackPlan
{
    /// <summary>The group to go back to, or null when there is nothing to go back to.</summary>
    /// <param name="fleet">The environment's groups and its live traffic.</param>
    /// <exception cref="Problem">The group is gone, or not warm any more.</exception>
    public static ServerGroup? Target(Fleet fleet)
    {
        if (fleet.Live is not { } live || live.Tags.GetValueOrDefault(Names.Replaces) is not { } name)
            return null;
        if (fleet.Find(name) is not { } previous)
        {
            throw new Problem(
                $"{live.Name} replaced {name}, which is gone.", "Live traffic is untouched.",
                "Release the version that you want back: its tag and perhaps its image are still there (--release=VERSION).");
        }

        return previous.Desired > 0 && fleet.TargetGroupOf(previous) is not null
            ? previous
            : throw new Problem(
                $"{name} is not warm any more: {previous.Desired} servers, {(previous.TargetGroups.Count == 0 ? "no target group" : "attached")}.",
                "Live traffic is untouched.",
                $"Release it again from its image, which is kept: --release={previous.Release}.");
    }
}
