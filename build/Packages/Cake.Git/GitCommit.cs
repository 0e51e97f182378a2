using LibGit2Sharp;

namespace Cake.Git;

/// <summary>A commit, read whole: it outlives the repository that it was read from.</summary>
public sealed class GitCommit
{
    /// <summary>The empty tree, which stands for the state before the first commit.</summary>
    public const string RootCommit = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    internal GitCommit(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Sha = commit.Sha;
        Author = new GitSignature(commit.Author);
        Committer = new GitSignature(commit.Committer);
        Message = commit.Message;
        MessageShort = commit.MessageShort;
    }

    /// <summary>The id, 40 hex digits.</summary>
    public string Sha { get; }

    /// <summary>Who wrote the change.</summary>
    public GitSignature Author { get; }

    /// <summary>Who made the commit.</summary>
    public GitSignature Committer { get; }

    /// <summary>The whole message.</summary>
    public string Message { get; }

    /// <summary>The first line of the message.</summary>
    public string MessageShort { get; }

    /// <summary>The commit on one line.</summary>
    public override string ToString() => $"{Sha} {MessageShort} ({Author})";
}
