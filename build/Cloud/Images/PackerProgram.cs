using Bundt.Cloud.Access;
using Bundt.Cloud.Docker;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Images;

/// <summary>The Packer that the environment names, and the template that it is run on.</summary>
public sealed class PackerProgram(Func<ReleaseEnvironment> environment, Func<AwsAccess> access, Home home, Containers containers)
{
    private const string Memory = "/dev/shm";
    private const string PluginPath = "PACKER_PLUGIN_PATH";

    // Since then plugins are programs of their own, which Packer fetches.
    private static readonly Version WithPlugins = new(1, 7);

    private Version? _version;

    internal BakeTemplate Template { get; } = new(environment, home);

    private IPackerPlace Place => environment().Bake switch
    {
        { PackerIn: { } place } => new ContainedPacker(place, containers),
        var bake => new InstalledPacker(bake.Packer is { } path ? home.Resolve(path) : null, home.Team),
    };

    /// <inheritdoc cref="IPackerPlace.Demand"/>
    internal Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation) => Place.Demand(isOver, line, cancellation);

    /// <summary>Its version; it is asked once.</summary>
    /// <param name="run">The id of the run that asks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">It does not say it: it is no Packer.</exception>
    public async Task<Version> Version(string run, CancellationToken cancellation)
    {
        if (_version is not null)
            return _version;
        var said = new List<string>();
        var code = await Run(new(run, ["version"]), said.Add, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return _version = said.Select(PackerLine.Read).Where(line => line is { Type: "version", Data.Count: > 0 })
            .Select(line => System.Version.TryParse(line.Data[0].Split('-')[0], out var version) ? version : null).FirstOrDefault(version => version is not null)
            ?? throw new Problem(
                $"Packer does not say its version (packer version, exit code {code}): {said.LastOrDefault() ?? "nothing"}", "There is no image. Live traffic is untouched.",
                "See whether bake.packer and bake.packerIn name a Packer, then run again.");
    }

    /// <summary>Bakes: fetches the plugins that the template needs, where Packer is one that has plugins, and builds.</summary>
    /// <param name="run">The id of the run.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="variables">The file of the template's variables.</param>
    /// <param name="token">What opens the application's repository, or null.</param>
    /// <param name="line">Is told each line that Packer says.</param>
    /// <param name="cancellation">Asks Packer to end, and waits as long as it cleans up.</param>
    /// <returns>Packer's exit code.</returns>
    internal async Task<int> Bake(string run, string folder, string variables, string? token, Action<PackerLine> line, CancellationToken cancellation)
    {
        var plugins = await Version(run, cancellation) < WithPlugins ? null : home.PackerPlugins;
        if (plugins is not null && await Fetch(run, plugins, line, cancellation) is not 0 and var failed)
            return failed;
        var build = new PackerCall(run, ["build", "-color=false", $"-var-file={variables}", Template.Folder])
        {
            Variables = Variables(folder, plugins, token),
            Reads = Template.Folders,
            Writes = plugins is null ? [folder] : [folder, plugins],
        };
        return await Run(build, text => line(PackerLine.Read(text)), cancellation);
    }

    private async Task<int> Fetch(string run, string plugins, Action<PackerLine> line, CancellationToken cancellation)
    {
        Directory.CreateDirectory(plugins);
        if (Template.Plugins is not { } list)
            return 0;
        line(PackerLine.Read($"packer init {list}"));
        var init = new PackerCall(run, ["init", list]) { Variables = new Dictionary<string, string> { [PluginPath] = plugins }, Reads = [list], Writes = [plugins] };
        return await Run(init, text => line(PackerLine.Read(text)), cancellation);
    }

    private Task<int> Run(PackerCall call, Action<string> line, CancellationToken cancellation) => Place.Run(
        call with { Arguments = ["-machine-readable", .. call.Arguments], Variables = call.Variables.Append(new("CHECKPOINT_DISABLE", "1")).ToDictionary() }, line, cancellation);

    private Dictionary<string, string> Variables(string folder, string? plugins, string? token)
    {
        var variables = new Dictionary<string, string>(access().Variables) { ["PACKER_LOG"] = "1", ["PACKER_LOG_PATH"] = Path.Combine(folder, PackerLogs.Own) };
        if (plugins is not null)
            variables[PluginPath] = plugins;
        // In no file: Packer hides what is sensitive from its output, and writes what it sends to the instance where there is no disk.
        if (token is not null)
            variables["PKR_VAR_repository_token"] = token;
        if (token is not null && Directory.Exists(Memory))
            variables["TMPDIR"] = Memory;
        return variables;
    }
}
