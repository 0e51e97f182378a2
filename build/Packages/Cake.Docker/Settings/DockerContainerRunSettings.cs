namespace Cake.Docker;

/// <summary>How to run a container.</summary>
public sealed class DockerContainerRunSettings : AutoToolSettings
{
    /// <summary>Capabilities to take away.</summary>
    public string[]? CapDrop { get; set; }

    /// <summary>The most processors that it may use.</summary>
    public ulong? Cpus { get; set; }

    /// <summary>Whether to leave it running in the background.</summary>
    public bool? Detach { get; set; }

    /// <summary>What to run instead of the image's entry point.</summary>
    public string? Entrypoint { get; set; }

    /// <summary>Environment variables, each <c>NAME=VALUE</c>.</summary>
    public string[]? Env { get; set; }

    /// <summary>Whether to run an init that forwards signals and reaps processes.</summary>
    public bool? Init { get; set; }

    /// <summary>Whether to keep standard input open.</summary>
    public bool? Interactive { get; set; }

    /// <summary>Labels, each <c>NAME=VALUE</c>.</summary>
    public string[]? Label { get; set; }

    /// <summary>The most memory that it may use, such as <c>512m</c>.</summary>
    public string? Memory { get; set; }

    /// <summary>The most memory and swap together that it may use.</summary>
    public string? MemorySwap { get; set; }

    /// <summary>Mounts, each <c>type=bind,source=…,target=…</c>.</summary>
    public string[]? Mount { get; set; }

    /// <summary>The container's name.</summary>
    public string? Name { get; set; }

    /// <summary>The network to join.</summary>
    public string? Network { get; set; }

    /// <summary>The most processes that it may have.</summary>
    public long? PidsLimit { get; set; }

    /// <summary>The image's platform, such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }

    /// <summary>Ports to publish, each <c>HOST:CONTAINER</c>.</summary>
    public string[]? Publish { get; set; }

    /// <summary>Whether its root file system can only be read.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Whether to remove it when it ends.</summary>
    public bool? Rm { get; set; }

    /// <summary>Options of its confinement, such as <c>no-new-privileges</c>.</summary>
    public string[]? SecurityOpt { get; set; }

    /// <summary>Directories that are kept in memory.</summary>
    public string[]? Tmpfs { get; set; }

    /// <summary>Whether to give it a terminal.</summary>
    public bool? Tty { get; set; }

    /// <summary>The user, as a name or <c>UID:GID</c>.</summary>
    public string? User { get; set; }

    /// <summary>Volumes, each <c>HOST:CONTAINER</c>, with <c>:ro</c> to be only read.</summary>
    public string[]? Volume { get; set; }

    /// <summary>The directory in the container to run in.</summary>
    public string? Workdir { get; set; }
}
