using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>The commit that is checked out.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Log")]
    public static GitCommit GitLogTip(this ICakeContext context, DirectoryPath repositoryDirectoryPath)
        => UseRepository(context, repositoryDirectoryPath, repository => new GitCommit(repository.Head.Tip));

    /// <summary>The newest commits, newest first.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The repository.</param>
    /// <param name="count">How many at most.</param>
    [CakeMethodAlias]
    [CakeAliasCategory("Log")]
    public static ICollection<GitCommit> GitLog(this ICakeContext context, DirectoryPath repositoryDirectoryPath, int count)
        => UseRepository(context, repositoryDirectoryPath, repository => Read(repository.Commits.Take(count)));

    /// <summary>The commits from one on, that one included, newest first.</summary>
    /// <exception cref="NotFoundException">There is no such commit.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Log")]
    public static ICollection<GitCommit> GitLog(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string sinceCommitId)
        => UseRepository(
            context, repositoryDirectoryPath, repository => Read(Since(repository, Lookup(repository, sinceCommitId).Parents)));

    /// <summary>The commits after the one that a tag names, newest first.</summary>
    /// <exception cref="NotFoundException">There is no such tag.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Log")]
    public static ICollection<GitCommit> GitLogTag(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string sinceTag)
        => UseRepository(context, repositoryDirectoryPath, repository => Read(Since(repository, Tag(repository, sinceTag).Target.Sha)));

    /// <summary>One commit.</summary>
    /// <exception cref="NotFoundException">There is no such commit.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Log")]
    public static GitCommit GitLogLookup(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string commitId)
        => UseRepository(context, repositoryDirectoryPath, repository => new GitCommit(Lookup(repository, commitId)));

    /// <summary>The id of a commit, as short as it is still unique.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="minimalLength">The least number of digits, or null for git's own.</param>
    [CakeMethodAlias]
    [CakeAliasCategory("Sha")]
    public static string GitShortenSha(
        this ICakeContext context, DirectoryPath repositoryDirectoryPath, GitCommit commit, int? minimalLength = null)
        => UseRepository(context, repositoryDirectoryPath, repository =>
        {
            var found = Lookup(repository, commit.Sha);
            return minimalLength is { } length
                ? repository.ObjectDatabase.ShortenObjectId(found, length)
                : repository.ObjectDatabase.ShortenObjectId(found);
        });

    private static ICollection<GitCommit> Read(IEnumerable<Commit> commits) => [.. commits.Select(c => new GitCommit(c))];

    private static ICommitLog Since(Repository repository, object excluded)
        => repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = repository.Head, ExcludeReachableFrom = excluded });

    private static Commit Lookup(Repository repository, string commit)
        => repository.Lookup<Commit>(commit) ?? throw new NotFoundException($"The repository has no commit '{commit}'.");
}
