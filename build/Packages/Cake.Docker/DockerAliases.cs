using System.Runtime.CompilerServices;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

/// <summary>docker from a build. Texts in settings are quoted; images, commands, arguments and references are passed on as they are.</summary>
[CakeAliasCategory("Docker")]
public static partial class DockerAliases
{
    /// <summary>Runs any command, such as <c>image inspect "my image"</c>.</summary>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerCustomCommand(this ICakeContext context, string command)
        => context.DockerCustomCommand(new DockerCustomCommandSettings(), command);

    /// <summary>Runs any command with settings.</summary>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerCustomCommand(
        this ICakeContext context, DockerCustomCommandSettings settings, string command)
        => Docker(context).Read(Given(command), settings);

    private static DockerRunner Docker(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new DockerRunner(context);
    }

    /// <summary>An empty argument counts as none, and is refused as none.</summary>
    private static string Given(string? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        => string.IsNullOrEmpty(argument) ? throw new ArgumentNullException(name) : argument;
}
