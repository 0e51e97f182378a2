namespace Bundt.Domain.Releases;

/// <summary>Where a commit stands among the branches of the remote, as they were last fetched.</summary>
/// <param name="Remote">The remote, as in <c>origin</c>.</param>
/// <param name="Release">How it stands to the release branch.</param>
/// <param name="Others">How it stands to the other branches that contain it; none are looked for when the release branch does.</param>
/// <param name="CheckedOut">The branch that the clone has checked out, by the remote's name for it, as in <c>origin/feature/x</c>; null when it has none.</param>
public sealed record Standing(string Remote, BranchPosition Release, IReadOnlyList<BranchPosition> Others, string? CheckedOut)
{
    /// <summary>Whether the release branch contains it.</summary>
    public bool IsInReleaseBranch => Release.Ahead == 0;

    /// <summary>
    /// The branch that a pre-release of it is named after, or null when several could be meant: the one that is checked out, else the only one
    /// that contains it, else the only one that ends in it. A build server checks out a commit and no branch.
    /// </summary>
    public BranchPosition? Branch => Others.FirstOrDefault(branch => branch.Branch == CheckedOut) ?? Only(Others) ?? Only([.. Others.Where(branch => branch.Behind == 0)]);

    /// <summary>The other branches that contain it, for a person.</summary>
    public string Names => string.Join(", ", Others.Take(Named).Select(branch => branch.Branch)) + (Others.Count > Named ? $" and {Others.Count - Named} more" : "");

    /// <summary>A branch's name without that of the remote.</summary>
    public string NameOf(BranchPosition branch) => branch.Branch[(Remote.Length + 1)..];

    private const int Named = 5;

    private static BranchPosition? Only(IReadOnlyList<BranchPosition> branches) => branches is [var only] ? only : null;
}
