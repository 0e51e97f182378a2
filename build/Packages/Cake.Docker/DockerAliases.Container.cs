using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

public static partial class DockerAliases
{
    /// <summary>Copies files from or to a container.</summary>
    /// <inheritdoc cref="DockerCp(ICakeContext, string, string, DockerContainerCpSettings)"/>
    [CakeMethodAlias]
    public static void DockerCp(this ICakeContext context, string from, string to) => context.DockerCp(from, to, null);

    /// <summary>Copies files from or to a container with settings.</summary>
    /// <param name="context">The context.</param>
    /// <param name="from">A path, or <c>CONTAINER:PATH</c>.</param>
    /// <param name="to">A path, or <c>CONTAINER:PATH</c>.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerCp(this ICakeContext context, string from, string to, DockerContainerCpSettings? settings)
        => Docker(context).Run("cp", settings ?? new(), Given(from), Given(to));

    /// <summary>Runs a command in a running container.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerExec(this ICakeContext context, string container, string command, params string[] args)
        => context.DockerExec(null, container, command, args);

    /// <summary>Runs a command in a running container with settings.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerExec(
        this ICakeContext context, DockerContainerExecSettings? settings, string container, string command, params string[] args)
        => Docker(context).Run("exec", settings ?? new(), [Given(container), Given(command), .. args]);

    /// <summary>Lists containers.</summary>
    /// <returns>What docker printed, its lines separated by line feeds.</returns>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static string DockerPs(this ICakeContext context, DockerContainerPsSettings? settings)
        => string.Join('\n', Docker(context).Read("ps", settings ?? new()));

    /// <summary>Removes containers.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerRm(this ICakeContext context, params string[] containers) => context.DockerRm(null, containers);

    /// <summary>Removes containers with settings.</summary>
    /// <exception cref="ArgumentNullException">No container is given.</exception>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerRm(this ICakeContext context, DockerContainerRmSettings? settings, params string[] containers)
        => Docker(context).Run("rm", settings ?? new(), containers is [] ? throw new ArgumentNullException(nameof(containers)) : containers);

    /// <summary>Stops containers.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerStop(this ICakeContext context, params string[] containers) => context.DockerStop(null, containers);

    /// <summary>Stops containers with settings.</summary>
    /// <exception cref="ArgumentNullException">No container is given.</exception>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerStop(this ICakeContext context, DockerContainerStopSettings? settings, params string[] containers)
        => Docker(context).Run("stop", settings ?? new(), containers is [] ? throw new ArgumentNullException(nameof(containers)) : containers);
}
