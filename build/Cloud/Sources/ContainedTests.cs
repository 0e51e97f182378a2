using Bundt.Cloud.Docker;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Cake.Docker;

namespace Bundt.Cloud.Sources;

/// <summary>Runs the application's own tests in a container. Without being asked it has no network.</summary>
internal sealed class ContainedTests(Containers containers)
{
    private const string Folder = "/checkout";

    /// <summary>Runs a command with the image's shell, in a folder that the container shares with this computer.</summary>
    /// <param name="place">The container.</param>
    /// <param name="run">The id of the run that it is for.</param>
    /// <param name="folder">The folder; what the command writes in it is the present user's.</param>
    /// <param name="command">The command.</param>
    /// <param name="line">Is told each line of output and of errors.</param>
    /// <param name="cancellation">Ends the container.</param>
    /// <returns>The command's exit code.</returns>
    /// <exception cref="Problem">Docker could not run it.</exception>
    /// <exception cref="OperationCanceledException">It was ended, and is gone.</exception>
    public async Task<int> Run(TestContainer place, string run, string folder, string command, Action<string> line, CancellationToken cancellation)
    {
        var code = await containers.Run(new(ContainerUse.Tests, run, place.Image, Settings(place, folder), ["-c", command]), line, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return code;
    }

    private static DockerContainerRunSettings Settings(TestContainer place, string folder) => new()
    {
        Cpus = (ulong?)place.Cpus,
        Entrypoint = "/bin/sh",
        // A user whom the image does not know has no home, and many tools want one.
        Env = [.. place.Variables.Append(new("HOME", "/tmp")).DistinctBy(variable => variable.Key).Select(variable => $"{variable.Key}={variable.Value}")],
        Memory = place.Memory,
        MemorySwap = place.Memory,
        Mount = [$"type=bind,source={folder},target={Folder}"],
        Network = place.Network,
        PidsLimit = place.Pids,
        Workdir = Folder,
    };
}
