using Bundt.Cloud.Sources;
using Bundt.Domain.Images;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Images;

/// <summary>What Packer is asked to bake.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Version">The release.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="Source">The image to start from.</param>
/// <param name="Repository">Where the temporary instance pulls the code from.</param>
/// <param name="Run">The run.</param>
/// <param name="Tags">The tags of the image and of everything temporary.</param>
public sealed record BakeOrder(
    string Name,
    ReleaseVersion Version,
    string Commit,
    BaseImage Source,
    CodeRepository Repository,
    string Run,
    IReadOnlyDictionary<string, string> Tags);
