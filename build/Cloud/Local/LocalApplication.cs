using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Local;

/// <summary>The sample application in the local cloud: a bare repository that it serves, and a clone to work in.</summary>
public sealed class LocalApplication(Home home)
{
    // The clone is a place to try things in: what is committed there is published, as a team's own push would do.
    private const string PushHook = "#!/bin/sh\nexec git push --quiet origin HEAD\n";

    /// <summary>Makes what is not there yet.</summary>
    /// <param name="environment">The local environment.</param>
    /// <param name="endpoint">The local cloud.</param>
    /// <param name="repositories">The folder of the repositories that it serves.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Ensure(ReleaseEnvironment environment, Uri endpoint, string repositories, CancellationToken cancellation)
    {
        var app = environment.Application;
        var (bare, clone) = (Path.Combine(repositories, app.Name + ".git"), home.Resolve(app.Checkout));
        var url = new Uri(endpoint, $"/git/{app.Name}.git").ToString();
        if (!File.Exists(Path.Combine(bare, "HEAD")))
        {
            await Git(home.Local, cancellation, "init", "--quiet", "--bare", $"--initial-branch={app.Branch}", bare);
            await Git(bare, cancellation, "config", "http.receivepack", "true");
        }

        if (Directory.Exists(Path.Combine(clone, ".git")))
        {
            // The port may be another one than at the last start.
            await Git(clone, cancellation, "remote", "set-url", app.Remote, url);
            return;
        }

        // Made aside and then moved: a start that was broken off begins anew. The repository may have outlived its clone.
        var fresh = clone + ".new";
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        var published = Directory.EnumerateFiles(Path.Combine(bare, "refs", "heads"), "*", SearchOption.AllDirectories).Any() || File.Exists(Path.Combine(bare, "packed-refs"));
        if (published)
            await Take(app, url, fresh, cancellation);
        else
            await Begin(app, url, fresh, cancellation);
        var hook = Path.Combine(fresh, ".git", "hooks", "post-commit");
        await File.WriteAllTextAsync(hook, PushHook, cancellation);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Move(fresh, clone);
    }

    private async Task Take(Application app, string url, string folder, CancellationToken cancellation)
    {
        await Git(home.Local, cancellation, "clone", "--quiet", "--origin", app.Remote, "--branch", app.Branch, url, folder);
        await Introduce(folder, cancellation);
    }

    private async Task Begin(Application app, string url, string folder, CancellationToken cancellation)
    {
        Copy(Path.Combine(home.Bundt, "tests", "SampleApp"), folder);
        await Git(folder, cancellation, "init", "--quiet", $"--initial-branch={app.Branch}");
        await Introduce(folder, cancellation);
        await Git(folder, cancellation, "remote", "add", app.Remote, url);
        await Git(folder, cancellation, "add", "--all");
        await Git(folder, cancellation, "commit", "--quiet", "--message", "feat: a first version of the sample application");
        await Git(folder, cancellation, "push", "--quiet", "--set-upstream", app.Remote, app.Branch);
    }

    private static async Task Introduce(string folder, CancellationToken cancellation)
    {
        await Git(folder, cancellation, "config", "user.name", Environment.UserName);
        await Git(folder, cancellation, "config", "user.email", $"{Environment.UserName}@localhost");
    }

    private static async Task Git(string folder, CancellationToken cancellation, params string[] arguments)
    {
        var said = new List<string>();
        var code = await Command.Run("git", arguments, folder, new Dictionary<string, string>(), said.Add, cancellation);
        if (code != 0)
            throw new Problem($"git {arguments[0]} failed in {folder}: {string.Join(' ', said)}");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(from, file);
            if (path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, path))!);
            File.Copy(file, Path.Combine(to, path), overwrite: true);
        }
    }
}
