namespace Bundt.Domain.Releases;

/// <summary>The commit that a run releases.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Version">The release that it is already tagged as, or null.</param>
public sealed record Candidate(string Commit, ReleaseVersion? Version)
{
    /// <summary>Whether it has passed its tests in this run: what was pushed meanwhile is for the next one.</summary>
    public bool IsTested { get; init; }

    /// <summary>A release that is named and tagged is taken from where it was tagged; anything else is cut from the head of the clone.</summary>
    /// <param name="head">The commit that the clone has checked out.</param>
    /// <param name="tags">The tags of releases.</param>
    /// <param name="asked"><c>--release</c>, or null.</param>
    /// <exception cref="Problem">The named release is a lightweight tag.</exception>
    public static Candidate Choose(string head, IReadOnlyCollection<SourceTag> tags, ReleaseVersion? asked)
    {
        if (asked is null || tags.FirstOrDefault(tag => tag.Version == asked) is not { } named)
            return new(head, null);
        return named.IsAnnotated ? new(named.Commit, asked) : throw new Problem(
            $"{asked.Tag} is a lightweight tag; releases are annotated tags.", "Nothing was changed.", "Release under a version that is not taken.");
    }

    /// <summary>
    /// The same with the newest release that its commit is tagged as, where none was named: in the release branch that is no pre-release, since
    /// the release that it led to is yet to be made; in other branches it is nothing else.
    /// </summary>
    /// <param name="tags">The tags of releases.</param>
    /// <param name="standing">Where the commit stands.</param>
    /// <param name="asked"><c>--release</c>, or null.</param>
    public Candidate AsTagged(IEnumerable<SourceTag> tags, Standing standing, ReleaseVersion? asked) => asked is not null ? this : this with
    {
        Version = tags.Where(tag => tag.Commit == Commit && tag.IsAnnotated && tag.Version.IsPreRelease != standing.IsInReleaseBranch).Select(tag => tag.Version).Max(),
    };
}
