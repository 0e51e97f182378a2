namespace Bundt.Domain.Traffic;

/// <summary>One way back to the release before: what it needs, and whether that is there.</summary>
/// <param name="There">What it needs and has, each as a part of a sentence.</param>
/// <param name="Missing">What it lacks, each with what that means; none where the way is open.</param>
public sealed record RollbackWay(IReadOnlyList<string> There, IReadOnlyList<string> Missing)
{
    /// <summary>Whether it lacks nothing.</summary>
    public bool IsOpen => Missing.Count == 0;

    /// <summary>How long it is expected to take until live traffic is back; null where nobody has measured that.</summary>
    public Measured? Takes { get; init; }

    /// <summary>Until when it is there (UTC), or null where it does not end.</summary>
    public DateTimeOffset? Until { get; init; }
}
