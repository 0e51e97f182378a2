using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A virtual network. It is only a name here: every instance is on loopback.</summary>
public sealed record Vpc : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Its IPv4 range.</summary>
    public required string Cidr { get; init; }

    /// <summary>Whether it is the one used when none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether names are resolved in it.</summary>
    public bool DnsSupport { get; init; } = true;

    /// <summary>Whether instances with public addresses get public names.</summary>
    public bool DnsHostnames { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
