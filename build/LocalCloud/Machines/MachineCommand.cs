using System.Net;
using System.Runtime.InteropServices;

namespace Bundt.LocalCloud.Machines;

/// <summary>The command line and environment that start a machine.</summary>
internal static class MachineCommand
{
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The folder of the .NET SDK that runs this server; machines see it as <c>/run/dotnet</c>.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>
    /// Builds the machine's root in namespaces of its own and runs <paramref name="init"/> in it, all in the control groups
    /// <paramref name="groups"/>, none or more.
    /// </summary>
    public static string[] Line(string root, string id, IPAddress address, IEnumerable<string> layers, IReadOnlyList<string> groups, params string[] init) =>
    [
        "unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child=KILL", "--uts", "--ipc", .. BootClock.FromNow, "--",
        "bash", Path.Combine(AppContext.BaseDirectory, "Machines", "Scripts", "boot.sh"),
        root, id, address.ToString(), string.Join(' ', layers), Dotnet, string.Join(' ', groups), .. init,
    ];

    /// <summary>Ends with the init that runs units and user data.</summary>
    public static string[] Line(string root, MachineSpec spec, IReadOnlyList<string> groups) =>
        Line(root, spec.InstanceId, spec.Address, spec.Layers, groups, "/run/machine/init.sh", spec.InstanceId, spec.Address.ToString());

    /// <summary>The variables of the machine's units, user data and sessions.</summary>
    public static Dictionary<string, string> Environment(MachineSpec spec)
    {
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = SearchPath,
            ["HOME"] = "/root",
            ["LANG"] = "C.UTF-8",
            ["HOST"] = spec.Address.ToString(),
            ["EC2_LOCAL_IPV4"] = spec.Address.ToString(),
            ["ASPNETCORE_URLS"] = $"http://{spec.Address}:8080",
            ["DOTNET_ROOT"] = "/run/dotnet",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        foreach (var (name, value) in spec.Environment)
            variables[name] = value;
        return variables;
    }
}
