namespace Bundt.Domain.Environments;

/// <summary>Sizes that a group takes again and again at certain times (Auto Scaling API, PutScheduledUpdateGroupAction).</summary>
public sealed record ScheduledAction
{
    /// <summary>Its name, unique in its group.</summary>
    public required string Name { get; init; }

    /// <summary>When: five fields as in a crontab, such as <c>0 8 * * MON-FRI</c>.</summary>
    public required string Recurrence { get; init; }

    /// <summary>The time zone of <see cref="Recurrence"/>, by its name in the IANA database.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>The fewest servers from then on; null to leave that.</summary>
    public int? Min { get; init; }

    /// <summary>The most servers from then on; null to leave that.</summary>
    public int? Max { get; init; }

    /// <summary>How many servers then; null to leave that.</summary>
    public int? Desired { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Name} at '{Recurrence}' {TimeZone}: min {Min}, max {Max}, desired {Desired}";
}
