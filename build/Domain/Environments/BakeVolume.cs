namespace Bundt.Domain.Environments;

/// <summary>The root volume of an image, and so of every server that is launched from it. What is not said is as in the source image.</summary>
public sealed record BakeVolume
{
    /// <summary>Its size in GiB; null for the source image's. It cannot be smaller than that.</summary>
    public int? Size { get; init; }

    /// <summary>Its kind, <c>gp3</c> or <c>gp2</c>; null for the source image's.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it is encrypted, and with it the image's snapshot.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The id, alias or ARN of the KMS key to encrypt it with; null for the account's default key, which no other account can use.</summary>
    public string? KmsKey { get; init; }

    /// <summary>All of it as one text, for comparing environments.</summary>
    public override string ToString() =>
        $"{(Size is { } size ? $"{size} GiB" : "any size")} {Type ?? "of any type"}{(Encrypted ? $", encrypted with {KmsKey ?? "the default key"}" : "")}";
}
