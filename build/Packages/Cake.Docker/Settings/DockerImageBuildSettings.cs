namespace Cake.Docker;

/// <summary>How to build an image.</summary>
public sealed class DockerImageBuildSettings : AutoToolSettings
{
    /// <summary>Values of the build's arguments, each <c>NAME=VALUE</c>.</summary>
    public string[]? BuildArg { get; set; }

    /// <summary>The Dockerfile, if it is not <c>PATH/Dockerfile</c>.</summary>
    public string? File { get; set; }

    /// <summary>Labels, each <c>NAME=VALUE</c>.</summary>
    public string[]? Label { get; set; }

    /// <summary>The network of the build's commands.</summary>
    public string? Network { get; set; }

    /// <summary>Whether to build every layer anew.</summary>
    public bool? NoCache { get; set; }

    /// <summary>The image's platform, such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }

    /// <summary>Whether to look for a newer base image.</summary>
    public bool? Pull { get; set; }

    /// <summary>Whether to print nothing but the image's id.</summary>
    public bool? Quiet { get; set; }

    /// <summary>Whether to remove intermediate containers; written with its value, as docker does so by default.</summary>
    [AutoProperty(Format = "--{0}={1}")]
    public bool? Rm { get; set; }

    /// <summary>Names of the image, each <c>NAME:TAG</c>.</summary>
    public string[]? Tag { get; set; }

    /// <summary>The stage to stop at.</summary>
    public string? Target { get; set; }
}
