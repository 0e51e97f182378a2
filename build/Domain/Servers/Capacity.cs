using Bundt.Domain.Environments;

namespace Bundt.Domain.Servers;

/// <summary>How many servers a new group begins with.</summary>
public static class Capacity
{
    /// <summary>The larger of what the environment file asks for and what the live group has.</summary>
    /// <param name="settings">The environment file's sizes.</param>
    /// <param name="live">The live group, or null in a first release.</param>
    /// <exception cref="Problem">That is more than the file's maximum.</exception>
    public static int Choose(ServerSettings settings, ServerGroup? live)
    {
        var needed = Wanted(settings, live);
        return needed <= settings.Max
            ? needed
            : throw new Problem(
                $"{live!.Name} has {live.Desired} servers now, more than servers.max = {settings.Max} allows the new group.",
                "Live traffic is untouched.",
                $"Raise servers.max to at least {live.Desired} in the environment file.");
    }

    /// <summary>The same, cut off at the file's maximum: for a rollback that is to be made in any case.</summary>
    /// <param name="settings">The environment file's sizes.</param>
    /// <param name="live">The live group, or null.</param>
    public static int AtMost(ServerSettings settings, ServerGroup? live) => Math.Min(settings.Max, Wanted(settings, live));

    /// <summary>Each size of a new group that is not as it has to be until its traffic has been watched, as a sentence.</summary>
    /// <param name="settings">The environment file's sizes.</param>
    /// <param name="group">The group as it is.</param>
    /// <param name="size">How many servers it was made with; by now it may be larger.</param>
    public static IReadOnlyList<string> Differences(ServerSettings settings, ServerGroup group, int size) =>
    [
        .. group.Desired >= size ? Array.Empty<string>() : [$"desired: {size} were ordered, AWS has {group.Desired}"],
        .. group.Min >= size ? Array.Empty<string>() : [$"min: {size} were ordered, to hold the group at its size until its traffic has been watched, AWS has {group.Min}"],
        .. group.Max == settings.Max ? Array.Empty<string>() : [$"max: the environment file says {settings.Max}, AWS has {group.Max}"],
    ];

    private static int Wanted(ServerSettings settings, ServerGroup? live) => Math.Max(settings.Desired, live?.Desired ?? 0);
}
