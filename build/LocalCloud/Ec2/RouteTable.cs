using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The routes of subnets. Nothing is routed by them here: every instance is on loopback.</summary>
public sealed record RouteTable : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The network it is part of.</summary>
    public required string VpcId { get; init; }

    /// <summary>Whether it is the one of the subnets that have none of their own.</summary>
    public bool IsMain { get; init; }

    /// <summary>Its routes, besides the one within the network.</summary>
    public ImmutableList<Route> Routes { get; init; } = [];

    /// <summary>The subnets that it is the table of, by the ids of their associations.</summary>
    public ImmutableSortedDictionary<string, string> Subnets { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The main route table that comes with a network; the default network's leads outside. Source: "How default VPCs work", Amazon VPC User
    /// Guide.
    /// </summary>
    public static RouteTable MainOf(Vpc vpc) => new()
    {
        Id = "rtb" + vpc.Id[3..],
        VpcId = vpc.Id,
        IsMain = true,
        Routes = vpc.IsDefault ? [new Route("0.0.0.0/0", InternetGateway.DefaultOf(vpc).Id)] : [],
    };
}
