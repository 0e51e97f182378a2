using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>Clones into a directory that must not exist yet.</summary>
    /// <returns>The path of the clone's <c>.git</c> directory.</returns>
    /// <exception cref="DirectoryNotFoundException">The parent directory does not exist.</exception>
    /// <exception cref="IOException">The directory already exists.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Clone")]
    public static DirectoryPath GitClone(this ICakeContext context, string sourceUrl, DirectoryPath workDirectoryPath)
        => context.GitClone(sourceUrl, workDirectoryPath, new GitCloneSettings());

    /// <summary>Clones with settings into a directory that must not exist yet.</summary>
    /// <returns>The path of the clone's <c>.git</c> directory; of the clone itself, when it is bare.</returns>
    /// <exception cref="DirectoryNotFoundException">The parent directory does not exist.</exception>
    /// <exception cref="IOException">The directory already exists.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Clone")]
    public static DirectoryPath GitClone(
        this ICakeContext context, string sourceUrl, DirectoryPath workDirectoryPath, GitCloneSettings cloneSettings)
    {
        var folder = workDirectoryPath.MakeAbsolute(context.Environment);
        var parent = folder.Combine("../").Collapse();
        if (!context.FileSystem.Exist(parent))
            throw new DirectoryNotFoundException($"The directory {parent} to clone into does not exist.");
        if (context.FileSystem.Exist(folder))
            throw new IOException($"The directory {folder} already exists.");
        return Repository.Clone(sourceUrl, folder.FullPath, cloneSettings.ToCloneOptions());
    }

    /// <summary>Clones with a user name and a password or token; the directory may exist if it is empty.</summary>
    /// <returns>The path of the clone's <c>.git</c> directory.</returns>
    [CakeMethodAlias]
    [CakeAliasCategory("Clone")]
    public static DirectoryPath GitClone(
        this ICakeContext context, string sourceUrl, DirectoryPath workDirectoryPath, string username, string password)
        => context.GitClone(sourceUrl, workDirectoryPath, username, password, new GitCloneSettings());

    /// <summary>Clones with settings, a user name and a password or token; the directory may exist if it is empty.</summary>
    /// <returns>The path of the clone's <c>.git</c> directory; of the clone itself, when it is bare.</returns>
    [CakeMethodAlias]
    [CakeAliasCategory("Clone")]
    public static DirectoryPath GitClone(
        this ICakeContext context,
        string sourceUrl,
        DirectoryPath workDirectoryPath,
        string username,
        string password,
        GitCloneSettings cloneSettings)
    {
        var options = cloneSettings.ToCloneOptions();
        options.FetchOptions.CredentialsProvider = Credentials(username, password);
        return Repository.Clone(sourceUrl, workDirectoryPath.MakeAbsolute(context.Environment).FullPath, options);
    }
}
