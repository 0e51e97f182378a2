using LibGit2Sharp;

namespace Cake.Git;

/// <summary>The branch that is checked out, read whole.</summary>
public sealed class GitBranch
{
    /// <summary>Reads the branch that is checked out in a repository.</summary>
    public GitBranch(Repository repository)
    {
        var head = repository.Head;
        CanonicalName = head.CanonicalName;
        FriendlyName = head.FriendlyName;
        Tip = new GitCommit(head.Tip);
        IsRemote = head.IsRemote;
        RemoteName = head.RemoteName;
        Remotes = GitAliases.Remotes(repository);
    }

    /// <summary>The full name, such as <c>refs/heads/main</c>.</summary>
    public string CanonicalName { get; }

    /// <summary>The name as people say it, such as <c>main</c>.</summary>
    public string FriendlyName { get; }

    /// <summary>The newest commit.</summary>
    public GitCommit Tip { get; }

    /// <summary>Whether the branch is a remote's.</summary>
    public bool IsRemote { get; }

    /// <summary>The remote that the branch follows, or null.</summary>
    public string? RemoteName { get; }

    /// <summary>All remotes of the repository.</summary>
    public List<GitRemote> Remotes { get; set; }

    /// <summary>The branch on one line.</summary>
    public override string ToString() => $"{CanonicalName} at {Tip}";
}
