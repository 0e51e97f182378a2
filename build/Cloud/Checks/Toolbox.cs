using Bundt.Cloud.Docker;
using Bundt.Cloud.Images;
using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Checks;

/// <summary>The programs of this computer that a release needs.</summary>
public sealed class Toolbox(Func<ReleaseEnvironment> environment, Home home, PackerProgram packer, Containers containers)
{
    // What an instance of the local cloud is made of.
    private static readonly string[] Local = ["sshd", "unshare", "useradd"];

    private static readonly string[] ScriptFolders = ["verify", "watch"];

    /// <summary>Git's version.</summary>
    public async Task<IEnumerable<Finding>> Git(CancellationToken cancellation)
    {
        if (Command.Find("git") is not { } git)
            return [Finding.Must("git", "there is no git on PATH", "git: it speaks to the application's remote", "apt-get install git")];
        var said = new List<string>();
        await Command.Run(git, ["--version"], home.Team, new Dictionary<string, string>(), said.Add, cancellation);
        return [Finding.Fine("git", said.FirstOrDefault() ?? git)];
    }

    /// <summary>Packer and the template, where the environment bakes.</summary>
    /// <param name="run">The id of the run that asks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Domain.Problem">There is no Packer, or no template.</exception>
    public async Task<IEnumerable<Finding>> Packer(string run, CancellationToken cancellation)
    {
        if (environment().Bake.From is { } from)
            return [Finding.Fine("Packer", $"not needed: images are baked by {from.Owner}")];
        await packer.Demand(Nothing, _ => { }, cancellation);
        return [Finding.Fine("Packer", $"{await packer.Version(run, cancellation)}, with the template in {packer.Template.Folder}")];
    }

    /// <summary>The programs that the team's hooks name.</summary>
    public IEnumerable<Finding> Hooks(IReadOnlyList<string> missing) => missing.Select(hook => Finding.Must(
        "hooks", $"{hook} is {(File.Exists(home.Resolve(hook)) ? "not executable" : "not there")}", "each program that hooks names", File.Exists(home.Resolve(hook)) ? $"chmod +x {home.Resolve(hook)}" : "Mend the section hooks of the environment file."));

    /// <summary>The team's scripts that would not be run: somebody forgot to make them executable.</summary>
    public IEnumerable<Finding> Scripts() =>
        from folder in ScriptFolders
        let path = Path.Combine(home.Team, "scripts", folder)
        where Directory.Exists(path)
        from script in Directory.GetFiles(path).Order(StringComparer.Ordinal)
        where !Command.IsExecutable(script)
        select Finding.Should("scripts", $"scripts/{folder}/{Path.GetFileName(script)} is not executable, and is not run", "executable scripts there, and nothing else", $"chmod +x {script}");

    /// <summary>What the local cloud needs.</summary>
    public static IEnumerable<Finding> LocalCloud()
    {
        var path = $"{Environment.GetEnvironmentVariable("PATH")}{Path.PathSeparator}/usr/local/sbin{Path.PathSeparator}/usr/sbin{Path.PathSeparator}/sbin";
        var missing = Local.Where(tool => Command.Find(tool, path) is null).ToList();
        return missing.Count == 0 ? [Finding.Fine("local cloud", $"{string.Join(", ", Local)} are there")]
            : [Finding.Must("local cloud", $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing", string.Join(", ", Local), "scripts/install-tools.sh")];
    }

    /// <summary>Docker, where the tests run in a container.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Domain.Problem">No Docker answers, or there is no such image.</exception>
    public async Task<IEnumerable<Finding>> Docker(CancellationToken cancellation)
    {
        if (environment().Application.TestIn is not { } place)
            return [];
        await containers.Demand(ContainerUse.Tests, place.Image, Nothing, _ => { }, cancellation);
        return [Finding.Fine("Docker", $"{place.Image} can be run")];
    }

    // What a killed run left is removed by the next one that changes anything.
    private static bool Nothing(string run) => false;
}
