using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The main route table of a VPC; there are no others here.</summary>
/// <param name="vpc">The VPC.</param>
internal sealed class RouteTable(Vpc vpc) : ITagged
{
    /// <inheritdoc/>
    public string Id => "rtb" + vpc.Id[3..];

    /// <summary>The id by which it is the main one.</summary>
    public string AssociationId => "rtbassoc" + vpc.Id[3..];

    /// <summary>The gateway to the internet, which a default VPC has. Source: "Default VPCs", Amazon VPC User Guide.</summary>
    public string? Gateway => vpc.IsDefault ? "igw" + vpc.Id[3..] : null;

    /// <summary>The VPC.</summary>
    public Vpc Vpc => vpc;

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags => ImmutableSortedDictionary<string, string>.Empty;
}
