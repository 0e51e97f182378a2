using Bundt.Domain;

namespace Bundt.Cloud.Sources;

/// <summary>
/// Checks one commit of a clone out into a folder of its own, by the git program: without its history, with its submodules, and with the
/// files that Git LFS keeps elsewhere. LibGit2Sharp knows nothing of the last, nor of taking a part of the history from a folder.
/// </summary>
/// <param name="clone">The clone's folder.</param>
/// <param name="access">What opens the remotes of it and of its submodules.</param>
internal sealed class FreshCheckout(string clone, CheckoutAccess access)
{
    private const string Untouched = "There is no tag and no image. Live traffic is untouched.";

    /// <summary>Does so.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="folder">The folder, which is made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">git could not, or Git LFS is needed and not there.</exception>
    public async Task Make(string commit, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var what = $"check out commit {commit[..10]}";
        await Git(what, folder, ["init", "--quiet"], cancellation);
        if (access.Url is { } url)
            await Git(what, folder, ["remote", "add", "origin", url], cancellation);
        await Git(what, folder, ["-c", "protocol.version=2", "fetch", "--quiet", "--no-tags", "--depth=1", clone, commit], cancellation);
        await Git(what, folder, ["checkout", "--quiet", "--detach", "FETCH_HEAD"], cancellation);
        await Large(commit, folder, Path.Combine(access.GitFolder, "lfs"), cancellation);
        if (!File.Exists(Path.Combine(folder, ".gitmodules")))
            return;

        await Git($"fetch the submodules of commit {commit[..10]}", folder, ["submodule", "--quiet", "update", "--init", "--recursive", "--depth=1"], cancellation);
        foreach (var module in await Git(what, folder, ["submodule", "--quiet", "foreach", "--recursive", "pwd"], cancellation))
            await Large(commit, module, null, cancellation);
    }

    // What was fetched once stays with the clone, where the next run finds it.
    private async Task Large(string commit, string folder, string? store, CancellationToken cancellation)
    {
        var what = $"fetch the Git LFS files of commit {commit[..10]}";
        var files = await Git(what, folder, ["ls-files", ":(attr:filter=lfs)"], cancellation);
        if (files.Count == 0)
            return;
        if (Command.Find("git-lfs") is null)
        {
            throw new Problem(
                $"Commit {commit[..10]} has {(files.Count == 1 ? "a file" : $"{files.Count} files")} in Git LFS ({string.Join(", ", files.Take(3))}{(files.Count > 3 ? ", …" : "")}), and there is no 'git-lfs' on PATH.",
                Untouched, "Install it (on Debian and Ubuntu: apt-get install git-lfs; elsewhere: git-lfs.com), then run again.");
        }

        await Git(what, folder, ["lfs", "install", "--local", "--skip-repo"], cancellation);
        if (store is not null)
            await Git(what, folder, ["config", "lfs.storage", store], cancellation);
        await Git(what, folder, ["lfs", "pull"], cancellation);
        if (store is not null)
            await Git(what, folder, ["config", "--unset", "lfs.storage"], cancellation);
    }

    private async Task<IReadOnlyList<string>> Git(string what, string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = await Command.Run("git", arguments, folder, access.Variables, lines.Add, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return code == 0 ? lines : throw new Problem(
            string.Join(Environment.NewLine + "    ", [$"git could not {what} (git {arguments.First(argument => argument[0] != '-' && !argument.Contains('='))}, exit code {code}):", .. lines.TakeLast(5).Select(CheckoutAccess.WithoutCredentials)]),
            Untouched, "Check that what it names is there and that this computer may read it, then run again.");
    }
}
