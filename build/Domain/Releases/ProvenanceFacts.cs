using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Releases;

/// <summary>What is known of where an image comes from.</summary>
public sealed record ProvenanceFacts
{
    /// <summary>The instance that was asked about, or null when it was an image.</summary>
    public InstanceOrigin? Instance { get; init; }

    /// <summary>The id of the image.</summary>
    public required ImageId ImageId { get; init; }

    /// <summary>The image, or null when it is gone.</summary>
    public Image? Image { get; init; }

    /// <summary>The account from which all of this is seen.</summary>
    public required string Account { get; init; }

    /// <summary>Whether the image is another account's, which alone sees its tags (EC2 DescribeImages).</summary>
    public bool IsShared => Image is { IsTagged: false } image && image.Owner != Account;

    /// <summary>The release that the image says it holds, such as <c>v1.4.2</c>: in its tags, or in its description where they cannot be seen; null where neither does.</summary>
    public string? Release => Image?.Release ?? (IsShared ? Names.ReleaseIn(Image!.Description) : null);

    /// <summary>The git tag of the release that the image says it holds, or null when the clone has none.</summary>
    public SourceTag? Tag { get; init; }

    /// <summary>Whether the remote has that very tag.</summary>
    public bool IsPublished { get; init; }

    /// <summary>How the tag's commit stands to the release branch, or null when it was not looked at.</summary>
    public BranchPosition? Position { get; init; }

    /// <summary>What the tag's annotation says.</summary>
    public string? Annotation { get; init; }
}
