namespace Bundt.Domain.Environments;

/// <summary>The container in which Packer runs, on the deploying machine's own network.</summary>
public sealed record PackerContainer
{
    /// <summary>The container image, such as <c>hashicorp/packer:1.11.2</c>: it has a <c>packer</c> on its <c>PATH</c>.</summary>
    public required string Image { get; init; }
}
