namespace Bundt.Domain.Environments;

/// <summary>The image that bakes start from: the newest one of that name and owner.</summary>
public sealed record SourceImage
{
    /// <summary>Its name; <c>*</c> and <c>?</c> are wildcards.</summary>
    public required string Name { get; init; }

    /// <summary>The account that owns it, or <c>amazon</c> or <c>self</c>.</summary>
    public required string Owner { get; init; }
}
