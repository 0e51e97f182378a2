namespace Cake.Docker;

/// <summary>Which containers to list, and how.</summary>
public sealed class DockerContainerPsSettings : AutoToolSettings
{
    /// <summary>Whether to list those too that do not run.</summary>
    public bool? All { get; set; }

    /// <summary>What to list, such as <c>label=a=b</c>.</summary>
    public string? Filter { get; set; }

    /// <summary>How to list it, as a Go template.</summary>
    public string? Format { get; set; }

    /// <summary>Whether to list ids only.</summary>
    public bool? Quiet { get; set; }
}
