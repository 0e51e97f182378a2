namespace Cake.Docker;

/// <summary>How to remove containers.</summary>
public sealed class DockerContainerRmSettings : AutoToolSettings
{
    /// <summary>Whether to kill a running one.</summary>
    public bool? Force { get; set; }

    /// <summary>Whether to remove its anonymous volumes too.</summary>
    public bool? Volumes { get; set; }
}
