using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>An Application Load Balancer.</summary>
public sealed record LoadBalancer
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its loopback address, which is its DNS name too: loopback has no DNS.</summary>
    public required string Address { get; init; }

    /// <summary><c>internet-facing</c> or <c>internal</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The network it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its subnets with their zones.</summary>
    public required ImmutableSortedDictionary<string, string> Subnets { get; init; }

    /// <summary>Its security groups.</summary>
    public ImmutableList<string> SecurityGroups { get; init; } = [];

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Its attributes.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = Defaults;

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    private static readonly ImmutableSortedDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["deletion_protection.enabled"] = "false",
        ["idle_timeout.timeout_seconds"] = "60",
        ["routing.http2.enabled"] = "true",
        ["routing.http.drop_invalid_header_fields.enabled"] = "false",
    }.ToImmutableSortedDictionary();
}
