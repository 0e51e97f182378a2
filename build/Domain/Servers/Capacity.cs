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
        var needed = Math.Max(settings.Desired, live?.Desired ?? 0);
        return needed <= settings.Max
            ? needed
            : throw new Problem(
                $"{live!.Name} has {live.Desired} servers now, more than servers.max = {settings.Max} allows the new group.",
                "Live traffic is untouched.",
                $"Raise servers.max to at least {live.Desired} in the environment file.");
    }
}
