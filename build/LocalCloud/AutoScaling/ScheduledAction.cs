using Cronos;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>Sizes that a group takes at a time, once or again and again.</summary>
public sealed record ScheduledAction
{
    /// <summary>Its name, unique in the group.</summary>
    public required string Name { get; init; }

    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>When it runs next (UTC); null when it never will again.</summary>
    public required DateTimeOffset? Next { get; init; }

    /// <summary>After when it no longer recurs (UTC).</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Five cron fields, or null for an action that runs once.</summary>
    public string? Recurrence { get; init; }

    /// <summary>The IANA time zone of the recurrence; null for UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The minimum size that it sets, or null to leave it.</summary>
    public int? MinSize { get; init; }

    /// <summary>The maximum size that it sets, or null to leave it.</summary>
    public int? MaxSize { get; init; }

    /// <summary>The desired capacity that it sets, or null to leave it.</summary>
    public int? DesiredCapacity { get; init; }

    /// <summary>This action, waiting for its next time after <paramref name="time"/>; null when it runs no more.</summary>
    public ScheduledAction? After(DateTimeOffset time) =>
        Recurrence is not null && NextAfter(Recurrence, TimeZone, time) is { } next && !(next > EndTime) ? this with { Next = next } : null;

    /// <summary>When a recurrence comes round next (UTC), or null when never.</summary>
    /// <exception cref="CronFormatException">The recurrence is not five cron fields.</exception>
    /// <exception cref="MissingSeedException">One of them is left to chance, which Auto Scaling does not know.</exception>
    /// <exception cref="TimeZoneNotFoundException">There is no such time zone.</exception>
    public static DateTimeOffset? NextAfter(string recurrence, string? timeZone, DateTimeOffset time) =>
        CronExpression.Parse(recurrence).GetNextOccurrence(
            time, timeZone is null ? TimeZoneInfo.Utc
            : TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone
            : throw new TimeZoneNotFoundException())?.ToUniversalTime();
}
