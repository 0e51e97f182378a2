using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Cloud.Servers;

/// <summary>Launch templates, apart from the making of a server group, which makes its own.</summary>
public interface ILaunchTemplates
{
    /// <summary>All that Bundt made for the application in the environment.</summary>
    Task<IReadOnlyList<LaunchTemplate>> All();

    /// <summary>The image that a group's servers are launched from, by its launch template's version or its launch configuration; null when that is gone.</summary>
    Task<ImageId?> Image(ServerGroup group);

    /// <summary>Removes one with all its versions; one that is gone already is fine.</summary>
    Task Delete(LaunchTemplate template);
}
