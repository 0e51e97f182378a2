using Bundt.Cloud.Environments;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Rehearsals;

/// <summary>The folder of a twin, below the team's own: its environment file, links to the team's programs, and a local cloud of its own.</summary>
/// <param name="home">The team's home.</param>
/// <param name="environment">The name of the environment that is rehearsed.</param>
public sealed class TwinHome(Home home, string environment)
{
    private const string Plugins = "packer-plugins";

    // What a home of its own must not share: its own state, evidence and environments.
    private static readonly string[] Own = ["artifacts", "environments"];

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.Combine(home.Local, "rehearsals", environment);

    /// <summary>The same as a home.</summary>
    public Home Home => new(Folder, home.Bundt);

    /// <summary>Claims it for one rehearsal; the operating system ends that with the process.</summary>
    /// <exception cref="Problem">Another one has it.</exception>
    public IDisposable Claim()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        try
        {
            return new FileStream($"{Folder}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new Problem($"Another rehearsal of {environment} is under way in {home.Team}.", "Nothing was changed.", "Wait until it is over, then run again.", held);
        }
    }

    /// <summary>Makes the folder; nothing may be there.</summary>
    public void Make()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "environments"));
        Directory.CreateDirectory(Home.Local);
        foreach (var entry in new DirectoryInfo(home.Team).EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.' && !Own.Contains(entry.Name)))
            Link(Path.Combine(Folder, entry.Name), entry.FullName);
        // What Packer has once fetched need not be fetched again.
        Directory.CreateDirectory(home.PackerPlugins);
        Link(Path.Combine(Home.Local, Plugins), home.PackerPlugins);
    }

    /// <summary>Writes the twin's environment file, over one that is there.</summary>
    public Task Write(ReleaseEnvironment twin) => File.WriteAllTextAsync(EnvironmentFiles.PathOf(Folder, environment), WrittenEnvironment.Of(twin));

    /// <summary>
    /// Copies the branches and tags of the application's remote, as they were last fetched into the team's clone, to where the twin's local
    /// cloud serves them: what the twin's releases push goes there, and nowhere else.
    /// </summary>
    /// <param name="production">Production's environment.</param>
    /// <param name="repositories">The folder of the repositories that the local cloud serves.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task CopyRepository(ReleaseEnvironment production, string repositories, CancellationToken cancellation)
    {
        var (app, clone) = (production.Application, home.Resolve(production.Application.Checkout));
        var bare = Path.Combine(repositories, app.Name + ".git");
        Directory.CreateDirectory(repositories);
        await Git(repositories, cancellation, "init", "--quiet", "--bare", $"--initial-branch={app.Branch}", bare);
        await Git(bare, cancellation, "config", "http.receivepack", "true");
        await Git(bare, cancellation, "fetch", "--quiet", "--no-auto-maintenance", clone, $"+refs/remotes/{app.Remote}/*:refs/heads/*", "+refs/tags/*:refs/tags/*");
        // The remote's own HEAD is no branch.
        await Git(bare, cancellation, "update-ref", "-d", "refs/heads/HEAD");
    }

    /// <summary>Keeps what its runs left, below a folder.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    public void Keep(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] files = [EnvironmentFiles.PathOf(Folder, environment), Path.Combine(Home.Local, "cloud.log"), .. Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.log") : []];
        foreach (var file in files.Where(File.Exists))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        var runs = Path.Combine(Folder, "artifacts", environment);
        foreach (var file in Directory.Exists(runs) ? Directory.EnumerateFiles(runs, "*", SearchOption.AllDirectories) : [])
        {
            var kept = Path.Combine(folder, "runs", Path.GetRelativePath(runs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Copy(file, kept, overwrite: true);
        }
    }

    /// <summary>Removes the folder; links go, and what they lead to stays. Disks of servers are root's.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">It cannot be removed.</exception>
    public async Task Remove(CancellationToken cancellation)
    {
        if (!Directory.Exists(Folder))
            return;
        var said = new List<string>();
        string[] command = ["rm", "-rf", "--one-file-system", Folder], root = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        string[] all = [.. root, .. command];
        if (await Command.Run(all[0], all[1..], home.Team, new Dictionary<string, string>(), said.Add, cancellation) != 0)
            throw new Problem($"The folder of an earlier rehearsal cannot be removed: {string.Join(' ', said)}", "Nothing was changed.", $"Remove {Folder} by hand, then run again.");
    }

    private static void Link(string link, string to)
    {
        if (Directory.Exists(to))
            Directory.CreateSymbolicLink(link, to);
        else
            File.CreateSymbolicLink(link, to);
    }

    private static async Task Git(string folder, CancellationToken cancellation, params string[] arguments)
    {
        var said = new List<string>();
        var code = await Command.Run("git", arguments, folder, new Dictionary<string, string>(), said.Add, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (code != 0)
            throw new Problem($"git {arguments[0]} failed in {folder}: {string.Join(' ', said)}");
    }
}
