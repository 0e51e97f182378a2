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

        Copy(Path.Combine(home.Bundt, "tests", "SampleApp"), clone);
        await Git(clone, cancellation, "init", "--quiet", $"--initial-branch={app.Branch}");
        await Git(clone, cancellation, "config", "user.name", Environment.UserName);
        await Git(clone, cancellation, "config", "user.email", $"{Environment.UserName}@localhost");
        await Git(clone, cancellation, "remote", "add", app.Remote, url);
        await Git(clone, cancellation, "add", "--all");
        await Git(clone, cancellation, "commit", "--quiet", "--message", "feat: a first version of the sample application");
        await Git(clone, cancellation, "push", "--quiet", "--set-upstream", app.Remote, app.Branch);
        var hook = Path.Combine(clone, ".git", "hooks", "post-commit");
        await File.WriteAllTextAsync(hook, PushHook, cancellation);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
