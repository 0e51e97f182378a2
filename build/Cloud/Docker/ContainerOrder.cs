using Cake.Docker;

namespace Bundt.Cloud.Docker;

/// <summary>What is to run in a container.</summary>
/// <param name="Use">What for.</param>
/// <param name="Run">The id of the run that it is for, which it is named with.</param>
/// <param name="Image">The image.</param>
/// <param name="Settings">How: what is special about it.</param>
/// <param name="Arguments">The arguments of the entry point, passed as they are.</param>
internal sealed record ContainerOrder(ContainerUse Use, string Run, string Image, DockerContainerRunSettings Settings, IReadOnlyList<string> Arguments)
{
    /// <summary>The container's name.</summary>
    public string Name => Use.Prefix + Run;

    /// <summary>
    /// Environment variables whose values nobody is to read: docker has them in its own environment, and <see cref="Settings"/> pass them on by
    /// their names.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
