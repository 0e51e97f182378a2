using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>An image (AMI): a name for a snapshot from which instances boot.</summary>
public sealed record Image : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Its name, unique among the owner's images of the region.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in people's words.</summary>
    public string? Description { get; init; }

    /// <summary><c>pending</c>, <c>available</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? StateReason { get; init; }

    /// <summary>The owning account (twelve digits).</summary>
    public required string OwnerId { get; init; }

    /// <summary><c>amazon</c> for public images of the system's makers, else null.</summary>
    public string? OwnerAlias { get; init; }

    /// <summary>Whether everybody may launch it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The accounts that may launch it besides the owner.</summary>
    public ImmutableSortedSet<string> SharedWith { get; init; } = [];

    /// <summary>The snapshot of its root volume.</summary>
    public required string SnapshotId { get; init; }

    /// <summary>Whether its snapshot is said to be encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The size of its root volume (GiB).</summary>
    public int VolumeSize { get; init; } = 8;

    /// <summary>The kind of its root volume.</summary>
    public string VolumeType { get; init; } = "gp2";

    /// <summary>The device that it boots from.</summary>
    public string RootDevice { get; init; } = "/dev/xvda";

    /// <summary>The instance that it was made from, or null.</summary>
    public string? SourceInstanceId { get; init; }

    /// <summary>The image that it was copied or baked from, or null.</summary>
    public string? SourceImageId { get; init; }

    /// <summary>The token of the call that copied it, or null.</summary>
    public ClientToken? Token { get; init; }

    /// <summary>Whether instances launched from it need a token for their metadata, unless their launch says otherwise.</summary>
    public bool DemandsImdsV2 { get; init; }

    /// <summary>From when on (UTC) nobody but its owner is shown it unasked, or null.</summary>
    public DateTimeOffset? DeprecationTime { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreationDate { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
