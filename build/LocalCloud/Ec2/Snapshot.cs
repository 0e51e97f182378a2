using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A snapshot of a volume: layers of files from which machines boot.</summary>
public sealed record Snapshot : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The owning account (twelve digits).</summary>
    public required string OwnerId { get; init; }

    /// <summary><c>pending</c>, <c>completed</c> or <c>error</c>.</summary>
    public required string State { get; init; }

    /// <summary>The machines' layers, topmost first; empty for the host's own system.</summary>
    public ImmutableList<string> Layers { get; init; } = [];

    /// <summary>The volume it was made from.</summary>
    public string VolumeId { get; init; } = "vol-ffffffff";

    /// <summary>The volume's size (GiB).</summary>
    public int VolumeSize { get; init; } = 8;

    /// <summary>Whether it is said to be encrypted; what it holds is on this computer's disk either way.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The ARN of the key that it is said to be encrypted with, or null.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>What it is, in people's words.</summary>
    public string Description { get; init; } = "";

    /// <summary>When it was begun (UTC).</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
