using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>An internet gateway.</summary>
public sealed record InternetGateway : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The network that it is attached to, or null.</summary>
    public string? VpcId { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The gateway that the default network comes with.</summary>
    public static InternetGateway DefaultOf(Vpc vpc) => new() { Id = "igw" + vpc.Id[3..], VpcId = vpc.Id };
}
