using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>Pushes a tag, without credentials: to a path, or over SSH with the keys that <c>ssh</c> itself finds.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The repository.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="pushRefSpec">The tag's name.</param>
    /// <exception cref="NotFoundException">There is no such remote or tag.</exception>
    /// <exception cref="LibGit2SharpException">The remote refused.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Push")]
    public static void GitPushRef(this ICakeContext context, DirectoryPath repositoryDirectoryPath, string remote, string pushRefSpec)
        => PushTag(context, repositoryDirectoryPath, remote, pushRefSpec, new PushOptions());

    /// <summary>Pushes a tag over HTTPS, with a user name and a password or token.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The repository.</param>
    /// <param name="username">The user name; with a token, any.</param>
    /// <param name="password">The password or token.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="pushRefSpec">The tag's name.</param>
    /// <exception cref="NotFoundException">There is no such remote or tag.</exception>
    /// <exception cref="LibGit2SharpException">The remote refused.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Push")]
    public static void GitPushRef(
        this ICakeContext context,
        DirectoryPath repositoryDirectoryPath,
        string username,
        string password,
        string remote,
        string pushRefSpec)
    {
        var options = new PushOptions { CredentialsProvider = Credentials(username, password) };
        PushTag(context, repositoryDirectoryPath, remote, pushRefSpec, options);
    }

    private static void PushTag(ICakeContext context, DirectoryPath path, string remote, string tag, PushOptions options)
    {
        string? refusal = null;
        options.OnPushStatusError = error => refusal = error.Message;
        UseRepository(
            context, path, repository => repository.Network.Push(Remote(repository, remote), Tag(repository, tag).CanonicalName, options));
        if (refusal is not null)
            throw new LibGit2SharpException($"The remote '{remote}' refused the tag '{tag}': {refusal}");
    }
}
