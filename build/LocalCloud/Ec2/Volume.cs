using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The root volume of an instance; what is in it is the machine's disk.</summary>
public sealed record Volume : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The instance it is attached to, or null once that is gone.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The snapshot it was made from.</summary>
    public required string SnapshotId { get; init; }

    /// <summary>Its size (GiB).</summary>
    public int Size { get; init; } = 8;

    /// <summary>Its kind.</summary>
    public string Type { get; init; } = "gp2";

    /// <summary>The ARN of the key that it is said to be encrypted with, or null for an unencrypted one.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The device it is attached as.</summary>
    public string Device { get; init; } = "/dev/xvda";

    /// <summary>Whether it goes with its instance.</summary>
    public bool DeleteOnTermination { get; init; } = true;

    /// <summary>Its availability zone.</summary>
    public required string Zone { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreateTime { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
