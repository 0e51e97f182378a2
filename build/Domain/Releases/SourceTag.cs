namespace Bundt.Domain.Releases;

/// <summary>A git tag of a release.</summary>
/// <param name="Version">The release.</param>
/// <param name="Commit">The commit it stands on.</param>
/// <param name="IsAnnotated">Whether it is an annotated tag; only those are releases.</param>
public sealed record SourceTag(ReleaseVersion Version, string Commit, bool IsAnnotated);
