using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>Fetches what a remote has that this repository has not.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Fetch")]
    public static void GitFetch(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string remoteName = "origin")
        => context.GitFetch(repositoryDirectoryPath, new GitFetchSettings { Remote = remoteName });

    /// <summary>Fetches all tags of a remote too, also those on commits of no branch.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Fetch")]
    public static void GitFetchTags(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string remoteName = "origin")
        => context.GitFetch(repositoryDirectoryPath, new GitFetchSettings { Remote = remoteName, TagFetchMode = TagFetchMode.All });

    /// <summary>Fetches what the settings say.</summary>
    /// <exception cref="NotFoundException">There is no such remote.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Fetch")]
    public static void GitFetch(this ICakeContext context, DirectoryPath repositoryDirectoryPath, GitFetchSettings fetchSettings)
        => UseRepository(context, repositoryDirectoryPath, repository =>
        {
            var remote = Remote(repository, fetchSettings.Remote);
            var refSpecs = remote.FetchRefSpecs.Where(fetchSettings.RefSpecFilter).Select(r => r.Specification);
            var options = new FetchOptions { TagFetchMode = fetchSettings.TagFetchMode, Prune = fetchSettings.Prune };
            Commands.Fetch(repository, remote.Name, refSpecs, options, logMessage: string.Empty);
        });
}
