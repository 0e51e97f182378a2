using System.Text.Json;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Servers;

/// <summary>The sizes of a group while it is live, and when they change: what a rollback gives back to it.</summary>
/// <param name="Min">Its fewest servers.</param>
/// <param name="Max">Its most servers.</param>
/// <param name="Desired">How many servers.</param>
/// <param name="Schedule">Its scheduled actions, without Bundt's own.</param>
public sealed record GroupSizes(int Min, int Max, int Desired, IReadOnlyList<ScheduledAction> Schedule)
{
    /// <summary>The longest value of a tag (Auto Scaling API, Tag).</summary>
    private const int LongestTag = 256;

    /// <summary>Those of an environment file.</summary>
    public static GroupSizes Of(ServerSettings settings) => new(settings.Min, settings.Max, settings.Desired, settings.Schedule);

    /// <summary>Those of a group as it is.</summary>
    public static GroupSizes Of(ServerGroup group, IReadOnlyList<ScheduledAction> schedule) => new(group.Min, group.Max, group.Desired, schedule);

    /// <summary>Those that a text holds, or null when there is none, or none that can be read.</summary>
    public static GroupSizes? FromJson(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<GroupSizes>(text, JsonSerializerOptions.Web) is { Schedule: not null } sizes ? sizes : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>All of it, as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The same as the value of a tag; the scheduled actions are left out where they are too long for one.</summary>
    public string ToTag() => ToJson() is { Length: <= LongestTag } all ? all : (this with { Schedule = [] }).ToJson();

    /// <summary>The scheduled actions that a group lacks, or has otherwise.</summary>
    /// <param name="there">Those that it has.</param>
    public IReadOnlyList<ScheduledAction> Missing(IReadOnlyCollection<ScheduledAction> there) => [.. Schedule.Where(action => !there.Contains(action))];
}
