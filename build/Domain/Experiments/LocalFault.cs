namespace Bundt.Domain.Experiments;

/// <summary>A fault of the local cloud that is to be armed, by the fields that <c>/_local/faults</c> takes.</summary>
/// <param name="Kind">Its kind there, such as <c>instanceDies</c>.</param>
public sealed record LocalFault(string Kind)
{
    /// <summary>The id, ARN or name of what it strikes; null for anything.</summary>
    public string? Resource { get; init; }

    /// <summary>The tag of what it strikes, as <c>KEY=VALUE</c>, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>The action that it strikes, or null.</summary>
    public string? Action { get; init; }

    /// <summary>How many times; null for what is usual, 0 for without end.</summary>
    public int? Count { get; init; }

    /// <summary>How likely it strikes each time.</summary>
    public double? Chance { get; init; }

    /// <summary>What its draws come from.</summary>
    public int? Seed { get; init; }

    /// <summary>The seconds that it is about.</summary>
    public double? Seconds { get; init; }

    /// <summary>The seconds for which it lasts; null until it is disarmed.</summary>
    public double? For { get; init; }
}
