using System.Globalization;
using Bundt.Cloud;
using Bundt.Cloud.Environments;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;
using Cake.Core;

namespace Bundt.Pipeline;

/// <summary>What the command line asks for.</summary>
/// <param name="arguments">The command line's arguments.</param>
public sealed class RunSettings(ICakeArguments arguments)
{
    private ReleaseEnvironment? _environment;
    private Home? _home;

    /// <summary>
    /// The run's id, on everything that it creates: when it began (UTC), which process it is, and on which computer.
    /// </summary>
    public string Run { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{System.Environment.ProcessId}-{System.Environment.MachineName.ToLowerInvariant()}");

    /// <summary>Where things are: <c>--home=DIR</c> for a team's own files.</summary>
    public Home Home => _home ??= FindHome();

    /// <summary>The environment that <c>--env</c> names, <c>local</c> without it; read and checked at first use.</summary>
    public ReleaseEnvironment Environment => _environment ??= EnvironmentFiles.Read(Home.Team, Text("env") ?? "local");

    /// <summary>The release that <c>--release</c> names, or null.</summary>
    public ReleaseVersion? Release => Text("release") is { } text ? ReleaseVersion.Parse(text) : null;

    /// <summary>How far <c>--bump</c> raises the version, or null.</summary>
    public Bump? Bump => Text("bump") switch
    {
        null => null,
        "major" => Domain.Releases.Bump.Major,
        "minor" => Domain.Releases.Bump.Minor,
        "patch" => Domain.Releases.Bump.Patch,
        var other => throw new Problem($"--bump={other}: expected major, minor or patch.", "Nothing was changed."),
    };

    /// <summary>Whether JSON is wanted: <c>--format=json</c>.</summary>
    public bool WantsJson => Text("format") switch
    {
        null or "text" => false,
        "json" => true,
        var other => throw new Problem($"--format={other}: expected text or json.", "Nothing was changed."),
    };

    /// <summary>Whether a flag such as <c>--retest</c> was given.</summary>
    public bool Has(string flag) => arguments.HasArgument(flag);

    private string? Text(string name) => arguments.GetArguments(name)?.LastOrDefault();

    private Home FindHome()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "build.sh")))
            folder = folder.Parent;
        var bundt = folder?.FullName ?? throw new Problem($"Bundt's own folder was not found above {AppContext.BaseDirectory}.");
        return new(Text("home") is { } team ? Path.GetFullPath(team) : bundt, bundt);
    }
}
