namespace Bundt.Domain.Environments;

/// <summary>How much one run may remove.</summary>
public sealed record PruneSettings
{
    /// <summary>How many server groups, launch templates and images together; where there are more, none is removed.</summary>
    public int Most { get; init; } = 20;
}
