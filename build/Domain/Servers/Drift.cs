using Bundt.Domain.Environments;

namespace Bundt.Domain.Servers;

/// <summary>How a server group that is live differs from what the environment file says now.</summary>
public static class Drift
{
    /// <summary>Each difference as a sentence.</summary>
    /// <param name="group">The group.</param>
    /// <param name="has">What it has besides its servers.</param>
    /// <param name="schedule">Its scheduled actions.</param>
    /// <param name="settings">What the environment file says.</param>
    public static IReadOnlyList<string> Of(ServerGroup group, Fittings has, IReadOnlyList<ScheduledAction> schedule, ServerSettings settings)
    {
        var (wanted, there) = (settings.Schedule.ToDictionary(action => action.Name), schedule.ToDictionary(action => action.Name));
        return
        [
            .. group.Tags.TryGetValue(Names.Config, out var digest) && digest != settings.Digest()
                ? ["the environment file has changed since its servers were launched: the next release replaces them, even one of the same version"] : Array.Empty<string>(),
            // A group that is held has its minimum raised for as long as traffic moves, and scheduled actions move both.
            .. (group.Min, group.Max) == (settings.Min, settings.Max) || group.IsHeld || settings.Schedule.Count > 0
                ? Array.Empty<string>() : [$"sizes: the environment file says {settings.Min} to {settings.Max}, AWS has {group.Min} to {group.Max}"],
            .. Fittings.Of(settings).Differences(has),
            .. wanted.Keys.Union(there.Keys).Where(name => wanted.GetValueOrDefault(name) != there.GetValueOrDefault(name))
                .Select(name => $"scheduled action {name}: the environment file says {Told(wanted, name)}, AWS has {Told(there, name)}"),
        ];
    }

    private static string Told(Dictionary<string, ScheduledAction> actions, string name) => actions.TryGetValue(name, out var action) ? $"'{action}'" : "nothing";
}
