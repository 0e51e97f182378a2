using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>A launch template with its versions.</summary>
public sealed record LaunchTemplate : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Its name, unique in the region.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the version used when none is named.</summary>
    public int Default { get; init; } = 1;

    /// <summary>The highest number given out so far.</summary>
    public int Latest { get; init; } = 1;

    /// <summary>The versions by number.</summary>
    public ImmutableSortedDictionary<int, LaunchTemplateVersion> Versions { get; init; } =
        ImmutableSortedDictionary<int, LaunchTemplateVersion>.Empty;

    /// <summary>The tokens of the calls that made it and its versions, with the version each made: a repeated call makes nothing.</summary>
    public ImmutableDictionary<string, LaunchTemplateToken> Tokens { get; init; } =
        ImmutableDictionary<string, LaunchTemplateToken>.Empty;

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreateTime { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
