using Bundt.Domain.Images;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Servers;

/// <summary>Whether a server group can carry traffic.</summary>
public static class Readiness
{
    /// <summary>
    /// The first condition that keeps a server group from being ready, or null when none does: every server in service, running the image,
    /// and <c>healthy</c> in the target group; nothing else counts as healthy.
    /// </summary>
    /// <param name="group">The group, with its servers' images.</param>
    /// <param name="image">The image that every server must run; null when any will do.</param>
    /// <param name="targets">The targets of the group's target group.</param>
    /// <param name="needed">How many healthy servers are needed.</param>
    public static string? Reason(ServerGroup group, ImageId? image, IReadOnlyCollection<TargetHealth> targets, int needed)
    {
        if (group.Deleting)
            return $"{group.Name} is being deleted";
        if (needed < 1)
            return $"{group.Name} is to have no servers";
        if (group.Servers.Count < needed)
            return $"{group.Servers.Count} of {needed} servers have been launched";
        if (image is not null && group.Servers.FirstOrDefault(server => server.Image != image) is { } stranger)
            return $"{stranger.Id} runs {stranger.Image?.Value ?? "an unknown image"}, not {image}";

        var inService = group.Servers.Where(server => server.InService).ToList();
        if (inService.Count < needed)
        {
            var waiting = group.Servers.First(server => !server.InService);
            return $"{inService.Count} of {needed} servers are in service; {waiting.Id} is {waiting.Lifecycle}{(waiting.Healthy ? "" : " and unhealthy")}";
        }

        var healthy = Healthy(group, targets);
        if (healthy.Count >= needed)
            return null;
        var sick = inService.Except(healthy).First();
        return $"{healthy.Count} of {needed} servers are healthy in the target group; {sick.Id} is " +
            (targets.FirstOrDefault(target => target.ServerId == sick.Id && !target.IsHealthy)?.ToString() ?? "not registered");
    }

    /// <summary>The servers that can carry traffic now.</summary>
    /// <param name="group">The group.</param>
    /// <param name="targets">The targets of the group's target group.</param>
    public static IReadOnlyList<Server> Healthy(ServerGroup group, IReadOnlyCollection<TargetHealth> targets)
    {
        // A server may be registered with more than one port; each of them counts.
        var health = targets.ToLookup(target => target.ServerId);
        return [.. group.Servers.Where(server => server.InService && health.Contains(server.Id) && health[server.Id].All(target => target.IsHealthy))];
    }
}
