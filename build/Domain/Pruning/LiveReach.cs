using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Pruning;

/// <summary>Whether live traffic reaches a group: through the group's own attachment, or through a server that somebody registered by hand.</summary>
public static class LiveReach
{
    /// <summary>How it is reached, or null when it is not.</summary>
    /// <param name="group">The group.</param>
    /// <param name="routing">Live traffic.</param>
    /// <param name="serving">The servers in the target groups that it goes to.</param>
    public static string? Reason(ServerGroup group, Routing routing, IReadOnlySet<string> serving) =>
        routing.Carrying.FirstOrDefault(target => group.TargetGroups.Contains(target.Arn)) is { } live ? $"attached to {live.Name}, which is live"
        : group.Servers.FirstOrDefault(server => serving.Contains(server.Id)) is { } server ? $"its server {server.Id} is in a target group that is live"
        : null;
}
