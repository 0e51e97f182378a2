namespace Cake.Docker;

/// <summary>How to copy from or to a container.</summary>
public sealed class DockerContainerCpSettings : AutoToolSettings
{
    /// <summary>Whether to keep owner and group.</summary>
    public bool? Archive { get; set; }

    /// <summary>Whether to copy what a symbolic link names.</summary>
    public bool? FollowLink { get; set; }
}
