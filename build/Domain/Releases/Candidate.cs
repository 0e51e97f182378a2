namespace Bundt.Domain.Releases;

/// <summary>The commit that a run releases.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Version">The release that it is already tagged as, or null.</param>
public sealed record Candidate(string Commit, ReleaseVersion? Version)
{
    /// <summary>A release that is named and tagged is taken as it was tagged; anything else is cut from the head of the clone.</summary>
    /// <param name="head">The commit that the clone has checked out.</param>
    /// <param name="tags">The tags of releases.</param>
    /// <param name="asked"><c>--release</c>, or null.</param>
    /// <exception cref="Problem">The named release is a lightweight tag.</exception>
    public static Candidate Choose(string head, IReadOnlyCollection<SourceTag> tags, ReleaseVersion? asked)
    {
        if (asked is not null && tags.FirstOrDefault(tag => tag.Version == asked) is { } named)
        {
            return named.IsAnnotated ? new(named.Commit, asked) : throw new Problem(
                $"{asked.Tag} is a lightweight tag; releases are annotated tags.", "Nothing was changed.", "Release under a version that is not taken.");
        }

        return new(head, asked is null ? tags.Where(tag => tag.Commit == head && tag.IsAnnotated).Select(tag => tag.Version).Max() : null);
    }
}
