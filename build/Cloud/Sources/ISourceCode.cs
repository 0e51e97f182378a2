using Bundt.Domain;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Sources;

/// <summary>The application's code: the clone that releases are cut from, and its remote.</summary>
public interface ISourceCode
{
    /// <summary>Fetches the remote's branches and tags, the whole history of them.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">There is no clone, its remote does not answer, or a tag of a release is not the same there.</exception>
    Task Fetch(CancellationToken cancellation);

    /// <summary>The commit that the clone has checked out.</summary>
    string Head();

    /// <summary>The changed and untracked files of the clone, by their paths in it: what a release would not contain.</summary>
    IReadOnlyList<string> Uncommitted();

    /// <summary>The tags of releases.</summary>
    IReadOnlyList<SourceTag> Tags();

    /// <summary>Where a commit stands among the remote's branches, as they were last fetched.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">The remote has no release branch.</exception>
    Task<Standing> Standing(string commit, CancellationToken cancellation);

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

    /// <summary>Makes the annotated tag of a release, signed where the environment asks for it, and pushes it. A tag is never moved.</summary>
    /// <param name="version">The release.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="message">The annotation.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">It could not be signed, or the remote refused it; the tag is then gone from the clone too.</exception>
    Task Tag(ReleaseVersion version, string commit, string message, CancellationToken cancellation);

    /// <summary>Whether the remote has the clone's tag of a release: the very same, not another of that name.</summary>
    Task<bool> IsPublished(ReleaseVersion version, CancellationToken cancellation);

    /// <summary>What the annotation of a release's tag says; null when there is no annotated tag.</summary>
    string? Annotation(ReleaseVersion version);

    /// <summary>Pushes the tag of a release, and reads it back.</summary>
    Task Push(ReleaseVersion version, CancellationToken cancellation);

    /// <summary>Where servers pull the code from. The credentials of the remote go along to its own host alone.</summary>
    /// <exception cref="Problem">The token that the environment names is not there.</exception>
    CodeRepository Repository();
}
