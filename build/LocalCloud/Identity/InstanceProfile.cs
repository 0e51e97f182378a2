using System.Collections.Immutable;

namespace Bundt.LocalCloud.Identity;

/// <summary>An instance profile: the name by which instances get a role.</summary>
public sealed record InstanceProfile
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its path, such as <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The name of its role, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
