using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Pruning;

/// <summary>All that pruning looks at, read whole: from a part nothing may be concluded.</summary>
public sealed record Stock
{
    /// <summary>The environment's groups and its live traffic.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The servers in target groups that live traffic goes to, by their ids, whoever registered them.</summary>
    public required IReadOnlySet<string> Serving { get; init; }

    /// <summary>Every group of the account and region: the environment's own, those of other environments, and those of anybody else.</summary>
    public required IReadOnlyList<ServerGroup> Everywhere { get; init; }

    /// <summary>The launch templates of the application in the environment.</summary>
    public required IReadOnlyList<LaunchTemplate> Templates { get; init; }

    /// <summary>The images of the application, which serve all its environments.</summary>
    public required IReadOnlyList<Image> Images { get; init; }

    /// <summary>What refers to images, whosever it is.</summary>
    public required ILookup<ImageId, ImageUse> Uses { get; init; }
}
