using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Servers;

/// <summary>What a server group is made from.</summary>
/// <param name="Name">Its name, and that of its launch template or configuration.</param>
/// <param name="Image">The image.</param>
/// <param name="Size">How many servers; its minimum too, until its traffic has been watched.</param>
/// <param name="Target">The target group it registers with.</param>
/// <param name="Settings">The servers section of the environment file.</param>
/// <param name="Tags">The tags of everything made.</param>
public sealed record ServerGroupOrder(
    string Name,
    ImageId Image,
    int Size,
    TargetGroup Target,
    ServerSettings Settings,
    IReadOnlyDictionary<string, string> Tags);
