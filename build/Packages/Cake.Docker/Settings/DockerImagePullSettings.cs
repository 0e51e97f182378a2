namespace Cake.Docker;

/// <summary>How to fetch an image.</summary>
public sealed class DockerImagePullSettings : AutoToolSettings
{
    /// <summary>Whether to fetch all tags of the repository.</summary>
    public bool? AllTags { get; set; }

    /// <summary>Whether not to check signatures; written with its value, as docker does not check by default.</summary>
    [AutoProperty(Format = "--{0}={1}")]
    public bool? DisableContentTrust { get; set; }

    /// <summary>The image's platform, such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }
}
