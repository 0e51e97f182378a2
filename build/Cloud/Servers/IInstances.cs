using Bundt.Domain.Servers;

namespace Bundt.Cloud.Servers;

/// <summary>Single instances.</summary>
public interface IInstances
{
    /// <summary>What an instance was launched from, or null when there is none of that id.</summary>
    Task<InstanceOrigin?> Origin(string id);
}
