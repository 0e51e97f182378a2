using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>One rule of a security group: a protocol, ports and one source.</summary>
public sealed record SecurityRule : ITagged
{
    /// <summary><c>sgr-…</c></summary>
    public required string Id { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c>, <c>icmp</c>, or <c>-1</c> for all.</summary>
    public required string Protocol { get; init; }

    /// <summary>The first port, or null for all.</summary>
    public int? FromPort { get; init; }

    /// <summary>The last port, or null for all.</summary>
    public int? ToPort { get; init; }

    /// <summary>An IPv4 range, an IPv6 range, a group's id or a prefix list's id.</summary>
    public required string Peer { get; init; }

    /// <summary>What it is for, in people's words.</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether it admits the same traffic as another rule.</summary>
    public bool SameAs(SecurityRule other) => this with { Id = other.Id, Description = other.Description, Tags = other.Tags } == other;
}
