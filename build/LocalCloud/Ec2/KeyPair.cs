using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A key pair: the public half, which instances accept.</summary>
public sealed record KeyPair : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>rsa</c> or <c>ed25519</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The public key as an OpenSSH line.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The fingerprint as EC2 computes it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreateTime { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
