using System.Collections.Immutable;

namespace Bundt.LocalCloud.Identity;

/// <summary>A role. Nobody assumes one here; what instances name is its instance profile.</summary>
public sealed record Role
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its path, such as <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Its id, another one each time that a role of this name is made.</summary>
    public required string Id { get; init; }

    /// <summary>Who may assume it: a policy document, JSON.</summary>
    public required string Trust { get; init; }

    /// <summary>What it is for, or null.</summary>
    public string? Description { get; init; }

    /// <summary>For how many seconds it is assumed at the most.</summary>
    public int SessionSeconds { get; init; } = 3600;

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Its own policies: documents by their names.</summary>
    public ImmutableSortedDictionary<string, string> Policies { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The ARNs of the managed policies that are attached to it.</summary>
    public ImmutableSortedSet<string> Attached { get; init; } = [];

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
