using Bundt.Domain.Servers;

namespace Bundt.Cloud.Servers;

/// <summary>Launch templates, for as long as no server group looks after them.</summary>
public interface ILaunchTemplates
{
    /// <summary>All that Bundt made for the application in the environment.</summary>
    Task<IReadOnlyList<LaunchTemplate>> All();

    /// <summary>Removes one with all its versions; one that is gone already is fine.</summary>
    Task Delete(LaunchTemplate template);
}
