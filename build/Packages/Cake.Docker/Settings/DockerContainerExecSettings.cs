namespace Cake.Docker;

/// <summary>How to run a command in a running container.</summary>
public sealed class DockerContainerExecSettings : AutoToolSettings
{
    /// <summary>Whether to leave it running in the background.</summary>
    public bool? Detach { get; set; }

    /// <summary>Environment variables, each <c>NAME=VALUE</c>.</summary>
    public string[]? Env { get; set; }

    /// <summary>Whether to keep standard input open.</summary>
    public bool? Interactive { get; set; }

    /// <summary>Whether to give it a terminal.</summary>
    public bool? Tty { get; set; }

    /// <summary>The user, as a name or <c>UID:GID</c>.</summary>
    public string? User { get; set; }

    /// <summary>The directory in the container to run in.</summary>
    public string? Workdir { get; set; }
}
