using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>An Application Load Balancer.</summary>
public sealed record LoadBalancer
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name, unique in the region.</summary>
    public required string Name { get; init; }

    /// <summary>Its loopback address, 127.20.x.y, which is its DNS name too.</summary>
    public required string Address { get; init; }

    /// <summary><c>internet-facing</c> or <c>internal</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The network it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its subnets' ids, one for each availability zone.</summary>
    public ImmutableList<string> Subnets { get; init; } = [];

    /// <summary>Its security groups' ids; kept and shown, loopback traffic is not filtered by them.</summary>
    public ImmutableList<string> SecurityGroups { get; init; } = [];

    /// <summary><c>provisioning</c>, and <c>active</c> once its nodes are up.</summary>
    public string State { get; init; } = "provisioning";

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The attributes that were changed from what AWS sets at first.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The value of an attribute, as it was set or as AWS sets it at first.</summary>
    public string Attribute(string key) => Attributes.GetValueOrDefault(key) ?? AttributeKeys.OfLoadBalancers[key].First;
}
