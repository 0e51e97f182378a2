namespace Bundt.Domain.Runs;

/// <summary>A scheduled action of a server group: sizes that it gets at a time. Each part is null where the action leaves it out.</summary>
/// <param name="Name">The action's name.</param>
/// <param name="Min">The fewest servers from then on.</param>
/// <param name="Max">The most servers from then on.</param>
/// <param name="Desired">How many servers then.</param>
/// <param name="Recurrence">When it repeats, as cron says it.</param>
/// <param name="TimeZone">The time zone of the recurrence, an IANA name.</param>
/// <param name="Start">When it happens first (UTC).</param>
/// <param name="End">When it happens no more (UTC).</param>
public sealed record ScheduledSize(
    string Name, int? Min, int? Max, int? Desired, string? Recurrence, string? TimeZone, DateTimeOffset? Start, DateTimeOffset? End);
