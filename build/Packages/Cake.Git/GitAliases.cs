using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

/// <summary>Git in words of Cake: every alias opens the repository, does one thing and closes it.</summary>
[CakeAliasCategory("Git")]
public static partial class GitAliases
{
    private static void UseRepository(ICakeContext context, DirectoryPath path, Action<Repository> action)
        => UseRepository(context, path, repository =>
        {
            action(repository);
            return true;
        });

    private static T UseRepository<T>(ICakeContext context, DirectoryPath path, Func<Repository, T> read)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(path);
        var folder = path.MakeAbsolute(context.Environment);
        if (!context.FileSystem.Exist(folder))
            throw new DirectoryNotFoundException($"The repository {folder} does not exist.");
        using var repository = new Repository(folder.FullPath);
        return read(repository);
    }

    private static Remote Remote(Repository repository, string name)
        => repository.Network.Remotes[name] ?? throw new NotFoundException($"The repository has no remote '{name}'.");

    internal static List<GitRemote> Remotes(Repository repository)
        => [.. repository.Network.Remotes.Select(r => new GitRemote(r.Name, r.PushUrl, r.Url))];

    private static LibGit2Sharp.Handlers.CredentialsHandler Credentials(string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrWhiteSpace(password);
        return (_, _, _) => new UsernamePasswordCredentials { Username = username, Password = password };
    }
}
