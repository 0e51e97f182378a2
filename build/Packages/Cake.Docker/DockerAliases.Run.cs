using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

public static partial class DockerAliases
{
    /// <summary>Runs a container and keeps what it prints to itself.</summary>
    /// <inheritdoc cref="DockerRun(ICakeContext, DockerContainerRunSettings, string, string, string[])"/>
    [CakeMethodAlias]
    public static string? DockerRun(this ICakeContext context, string image, string command, params string[] args)
        => context.DockerRun(null, image, command, args);

    /// <summary>Runs a container with settings and keeps what it prints to itself.</summary>
    /// <inheritdoc cref="DockerRunWithoutResult(ICakeContext, DockerContainerRunSettings, string, string, string[])"/>
    /// <returns>The first line that the container printed; its id, if it is detached; null if there is none.</returns>
    [CakeMethodAlias]
    public static string? DockerRun(
        this ICakeContext context, DockerContainerRunSettings? settings, string image, string command, params string[] args)
        => Docker(context).Read("run", settings ?? new(), Container(image, command, args)).FirstOrDefault();

    /// <summary>Runs a container and shows what it prints.</summary>
    /// <inheritdoc cref="DockerRunWithoutResult(ICakeContext, DockerContainerRunSettings, string, string, string[])"/>
    [CakeMethodAlias]
    public static void DockerRunWithoutResult(this ICakeContext context, string image, string command, params string[] args)
        => context.DockerRunWithoutResult(null, image, command, args);

    /// <summary>Runs a container with settings and shows what it prints.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">The command to run in it, or an empty text for its own; then the arguments are dropped.</param>
    /// <param name="args">The arguments of the command.</param>
    /// <exception cref="CakeException">There is no docker, or it or the command answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerRunWithoutResult(
        this ICakeContext context, DockerContainerRunSettings? settings, string image, string command, params string[] args)
        => Docker(context).Run("run", settings ?? new(), Container(image, command, args));

    private static IEnumerable<string> Container(string image, string command, string[] args)
        => string.IsNullOrEmpty(command) ? [Given(image)] : [Given(image), command, .. args];
}
