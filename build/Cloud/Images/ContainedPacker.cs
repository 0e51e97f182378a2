using System.Collections;
using Bundt.Cloud.Docker;
using Bundt.Domain.Environments;
using Cake.Docker;

namespace Bundt.Cloud.Images;

/// <summary>
/// Packer in a container: on this computer's own network, as the temporary instance admits this computer's address, with the folders that it
/// needs under their own paths, and with memory for its temporary files.
/// </summary>
internal sealed class ContainedPacker(PackerContainer place, Containers containers) : IPackerPlace
{
    private const string Home = "/tmp";

    // What it finds in its environment when it is a program of this computer: the ways into an account and to the internet.
    private static readonly string[] Passed = ["AWS_", "PKR_VAR_", "PACKER_GITHUB_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];

    /// <inheritdoc />
    public Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation) =>
        containers.Demand(ContainerUse.Packer, place.Image, isOver, line, cancellation);

    /// <inheritdoc />
    public Task<int> Run(PackerCall call, Action<string> line, CancellationToken cancellation)
    {
        var inherited = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? ""))
            .Where(variable => Passed.Any(beginning => variable.Name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))).ToList();
        var settings = new DockerContainerRunSettings
        {
            Entrypoint = "packer",
            Env = [.. inherited.Select(variable => variable.Name).Union(call.Variables.Keys), $"HOME={Home}"],
            Mount =
            [
                .. Files(inherited).Concat(call.Reads.Select(folder => (folder, folder))).Select(place => $"{Mount(place)},readonly"),
                .. call.Writes.Select(folder => Mount((folder, folder))),
            ],
            Network = "host",
            Tmpfs = [$"{Home}:exec,mode=1777"],
            Workdir = Home,
        };
        return containers.Run(new(ContainerUse.Packer, call.Run, place.Image, settings, call.Arguments) { Variables = call.Variables }, line, cancellation);
    }

    // Credentials may be in files: those of the user, and those that AWS's variables name (AWS_WEB_IDENTITY_TOKEN_FILE, AWS_CA_BUNDLE, …).
    private static IEnumerable<(string Source, string Target)> Files(IEnumerable<(string Name, string Value)> variables)
    {
        var own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws");
        return variables.Where(variable => variable.Name.StartsWith("AWS_", StringComparison.Ordinal) && Path.IsPathFullyQualified(variable.Value) && File.Exists(variable.Value))
            .Select(variable => (variable.Value, variable.Value))
            .Concat(Directory.Exists(own) ? [(own, $"{Home}/.aws")] : [])
            .Distinct();
    }

    private static string Mount((string Source, string Target) place) => $"type=bind,source={place.Source},target={place.Target}";
}
