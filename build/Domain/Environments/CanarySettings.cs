namespace Bundt.Domain.Environments;

/// <summary>How live traffic moves in steps.</summary>
public sealed record CanarySettings
{
    /// <summary>How many percent of live traffic the new servers have from each step on; growing, and 100 at last.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [10, 50, 100];

    /// <summary>How long each step but the last is watched before the next; the last one is watched as any swap is.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);
}
