using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>What a receipt rests on: the groups at the end of a run, and what the way back from the live one needs.</summary>
/// <param name="Fleet">The environment's groups and its live traffic.</param>
public sealed record RollbackFacts(Fleet Fleet)
{
    /// <summary>The name of the group that the live one replaced, or null when it replaced none.</summary>
    public string? Replaced => Fleet.Live?.Tags.GetValueOrDefault(Names.Replaces);

    /// <summary>That group; null when there is none, or it is gone.</summary>
    public ServerGroup? Before => Fleet.Find(Replaced) is { Deleting: false } before ? before : null;

    /// <summary>What the load balancer thinks of the servers in its target group.</summary>
    public IReadOnlyCollection<TargetHealth> Health { get; init; } = [];

    /// <summary>When AWS itself takes it to nothing (UTC), or null when nothing says so.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The image that its servers are launched from; null when what they are launched from is gone.</summary>
    public ImageId? LaunchedFrom { get; init; }

    /// <summary>That image. Where it cannot be launched from, or the group is gone, the newest one of its release; null when there is none.</summary>
    public Image? Image { get; init; }

    /// <summary>How long a modification of the live rule took to be seen from outside, or null.</summary>
    public Measured? Move { get; init; }

    /// <summary>How long launched servers took to be healthy, or null.</summary>
    public Measured? Launch { get; init; }
}
