using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A subnet: what ties an instance to an availability zone.</summary>
public sealed record Subnet : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The network it is part of.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its availability zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Its IPv4 range.</summary>
    public required string Cidr { get; init; }

    /// <summary>Whether it is the zone's default subnet.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether its instances get public addresses. Here every instance is reached at its one address.</summary>
    public bool MapPublicIp { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
