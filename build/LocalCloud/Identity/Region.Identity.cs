using System.Collections.Immutable;
using Bundt.LocalCloud.Identity;

namespace Bundt.LocalCloud.State;

/// <summary>The part that IAM holds. It is the account's, not a region's: all of it is in <see cref="Global"/>.</summary>
public sealed partial record Region
{
    /// <summary>The region in which AWS keeps what belongs to no region. Source: "AWS service endpoints", AWS General Reference.</summary>
    public const string Global = "us-east-1";

    /// <summary>Roles by name.</summary>
    public ImmutableDictionary<string, Role> Roles { get; init; } = ImmutableDictionary<string, Role>.Empty;

    /// <summary>Instance profiles by name.</summary>
    public ImmutableDictionary<string, InstanceProfile> InstanceProfiles { get; init; } = ImmutableDictionary<string, InstanceProfile>.Empty;
}
