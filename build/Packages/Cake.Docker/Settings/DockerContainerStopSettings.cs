namespace Cake.Docker;

/// <summary>How to stop containers.</summary>
public sealed class DockerContainerStopSettings : AutoToolSettings
{
    /// <summary>How long to wait, in seconds, before they are ended by force.</summary>
    public int? Time { get; set; }
}
