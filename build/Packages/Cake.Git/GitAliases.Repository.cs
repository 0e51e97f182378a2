using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>The branch that is checked out.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Branch")]
    public static GitBranch GitBranchCurrent(this ICakeContext context, DirectoryPath repositoryDirectoryPath)
        => UseRepository(context, repositoryDirectoryPath, repository => new GitBranch(repository));

    /// <summary>The remotes of a repository.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Remotes")]
    public static IReadOnlyList<GitRemote> GitRemotes(this ICakeContext context, DirectoryPath repositoryDirectoryPath)
        => UseRepository(context, repositoryDirectoryPath, repository => Remotes(repository));

    /// <summary>One remote of a repository, or null when it has none of that name.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Remotes")]
    public static GitRemote? GitRemote(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string remoteName)
        => context.GitRemotes(repositoryDirectoryPath).FirstOrDefault(r => r.Name == remoteName);

    /// <summary>Whether a directory is a repository, or the working directory of one.</summary>
    /// <exception cref="RepositoryNotFoundException">The directory does not exist.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Repository")]
    public static bool GitIsValidRepository(this ICakeContext context, DirectoryPath path)
        => Repository.IsValid(Existing(context, path).FullPath);

    /// <summary>Whether anything differs from the commit that is checked out, files that git does not know included.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Repository")]
    public static bool GitHasUncommitedChanges(this ICakeContext context, DirectoryPath path)
        => UseRepository(context, path, repository => repository.RetrieveStatus().IsDirty);

    /// <summary>Whether there are files that git neither knows nor ignores.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Repository")]
    public static bool GitHasUntrackedFiles(this ICakeContext context, DirectoryPath path)
        => UseRepository(context, path, repository => repository.RetrieveStatus().Untracked.Any());

    /// <summary>The nearest directory, this one or above it, that is a repository or the working directory of one.</summary>
    /// <exception cref="RepositoryNotFoundException">The directory does not exist or is in no repository.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("FindRootFromPath")]
    public static DirectoryPath GitFindRootFromPath(this ICakeContext context, DirectoryPath path)
    {
        for (DirectoryPath? folder = Existing(context, path); folder is not null; folder = folder.GetParent())
        {
            if (Repository.IsValid(folder.FullPath))
                return folder;
        }

        throw new RepositoryNotFoundException($"The directory {path} is in no git repository.");
    }

    private static DirectoryPath Existing(ICakeContext context, DirectoryPath path)
    {
        var folder = path.MakeAbsolute(context.Environment);
        return context.FileSystem.Exist(folder)
            ? folder
            : throw new RepositoryNotFoundException($"The directory {path} does not exist.");
    }
}
