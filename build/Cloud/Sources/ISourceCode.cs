using Bundt.Domain;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Sources;

/// <summary>The application's code: the clone that releases are cut from, and its remote.</summary>
public interface ISourceCode
{
    /// <summary>Fetches the remote's branches and tags.</summary>
    /// <exception cref="Problem">There is no clone, or its remote does not answer.</exception>
    void Fetch();

    /// <summary>The commit that the clone has checked out.</summary>
    string Head();

    /// <summary>The changed and untracked files of the clone, by their paths in it: what a release would not contain.</summary>
    IReadOnlyList<string> Uncommitted();

    /// <summary>The tags of releases.</summary>
    IReadOnlyList<SourceTag> Tags();

    /// <summary>How a commit stands to the remote's release branch, as it was last fetched.</summary>
    /// <exception cref="Problem">The remote has no such branch.</exception>
    BranchPosition Position(string commit);

    /// <summary>The messages of the commits that <paramref name="commit"/> has and <paramref name="since"/> has not, newest first.</summary>
    /// <param name="commit">The commit to release.</param>
    /// <param name="since">The tag of the release before, or null for all.</param>
    IReadOnlyList<string> Messages(string commit, ReleaseVersion? since);

    /// <summary>Puts a fresh checkout of a commit in a folder: without its history, with its submodules and its files in Git LFS.</summary>
    /// <param name="commit">The commit, which the clone has.</param>
    /// <param name="folder">The folder, which is made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Bundt.Domain.Problem">git could not, or Git LFS is needed and not installed.</exception>
    Task CheckOut(string commit, string folder, CancellationToken cancellation);

    /// <summary>Makes the annotated tag of a release and pushes it. A tag is never moved.</summary>
    /// <param name="version">The release.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="message">The annotation.</param>
    /// <exception cref="Problem">The remote refused the push; the tag is then gone from the clone too.</exception>
    void Tag(ReleaseVersion version, string commit, string message);

    /// <summary>Whether the remote has the clone's tag of a release: the very same, not another of that name.</summary>
    bool IsPublished(ReleaseVersion version);

    /// <summary>Pushes the tag of a release, and reads it back: the package does not tell when a remote refuses a tag.</summary>
    void Push(ReleaseVersion version);

    /// <summary>The URL from which servers pull the code.</summary>
    string Repository();
}
