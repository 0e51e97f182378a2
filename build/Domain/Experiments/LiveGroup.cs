using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Experiments;

/// <summary>What an experiment may strike: the live server group, whole.</summary>
/// <param name="Group">The group.</param>
/// <param name="Target">Its target group.</param>
/// <param name="Servers">Its servers that carry traffic, in an order that a group of the same shape has too: by zone, then by launch.</param>
public sealed record LiveGroup(ServerGroup Group, TargetGroup Target, IReadOnlyList<Server> Servers)
{
    // Auto Scaling API, SuspendProcesses. Without one of them a group would never be whole again.
    private static readonly string[] Healing = ["Launch", "Terminate", "HealthCheck", "ReplaceUnhealthy", "AddToLoadBalancer"];

    /// <summary>The live server group, or why it is not to be struck now.</summary>
    /// <param name="fleet">What there is.</param>
    /// <param name="health">The health of the servers in a target group.</param>
    /// <param name="app">The application.</param>
    /// <param name="env">The environment.</param>
    /// <exception cref="Problem">Live traffic goes nowhere in particular.</exception>
    public static (LiveGroup? Live, string? Spared) Of(Fleet fleet, IReadOnlyCollection<TargetHealth> health, string app, string env)
    {
        if (fleet.Split is { } split)
            return (null, $"live traffic is divided between {split.Old.Name} and {split.New.Name}");
        if (fleet.Live is not { } live || fleet.TargetGroupOf(live) is not { } target)
            return (null, "nothing is live");
        if (!live.IsOf(app, env))
            return (null, $"{live.Name}, which is live, was not made by Bundt, and is never struck");
        if (live.Suspended.Intersect(Healing).ToList() is { Count: > 0 } suspended)
            return (null, $"{string.Join(", ", suspended)} of {live.Name} is suspended, so that it would not be made whole");
        if (Readiness.Reason(live, null, health, live.Desired) is { } reason)
            return (null, $"{live.Name} is not whole: {reason}");
        var servers = Readiness.Healthy(live, health);
        return (new(live, target, [.. servers.OrderBy(server => server.Zone, StringComparer.Ordinal).ThenBy(server => server.Launched).ThenBy(server => server.Id, StringComparer.Ordinal)]), null);
    }
}
