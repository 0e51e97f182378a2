using System.Collections.Immutable;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A security group. Its rules are kept and shown; loopback traffic is not filtered by them.</summary>
public sealed record SecurityGroup : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Its name, unique in its network.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in people's words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The network it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>What may come in.</summary>
    public ImmutableList<SecurityRule> Ingress { get; init; } = [];

    /// <summary>What may go out; at first everything.</summary>
    public ImmutableList<SecurityRule> Egress { get; init; } = [new() { Id = Ids.New("sgr"), Protocol = "-1", Peer = "0.0.0.0/0" }];

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The group that every network is born with: its members may reach each other.</summary>
    public static SecurityGroup DefaultOf(string vpcId)
    {
        var id = Ids.New("sg");
        return new SecurityGroup
        {
            Id = id,
            Name = "default",
            Description = "default VPC security group",
            VpcId = vpcId,
            Ingress = [new() { Id = Ids.New("sgr"), Protocol = "-1", Peer = id }],
        };
    }
}
