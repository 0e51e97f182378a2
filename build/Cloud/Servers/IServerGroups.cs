using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Servers;

/// <summary>Server groups: Auto Scaling groups with their launch templates or launch configurations.</summary>
public interface IServerGroups
{
    /// <summary>Our groups of the environment, and any other group that is attached to one of its target groups.</summary>
    Task<Fleet> Fleet(Routing routing);

    /// <summary>A group with the images that its servers run, or null when there is none of that name.</summary>
    Task<ServerGroup?> Find(string name);

    /// <summary>Makes a group; one that is already there under that name is found instead.</summary>
    Task Create(ServerGroupOrder order);

    /// <summary>Sets when AWS itself takes the group to nothing, whatever becomes of this run.</summary>
    Task SetDeadline(string name, DateTimeOffset at);

    /// <summary>Takes the deadline away.</summary>
    Task ClearDeadline(string name);

    /// <summary>Writes a tag on a group.</summary>
    Task Tag(string name, string key, string value);

    /// <summary>Removes tags from a group.</summary>
    Task Untag(string name, params string[] keys);

    /// <summary>Keeps alarms from shrinking a group.</summary>
    Task Hold(string name);

    /// <summary>Lets alarms move a group's size again.</summary>
    Task Release(string name);

    /// <summary>Sets a group's sizes.</summary>
    Task Resize(string name, int min, int max, int desired);

    /// <summary>Takes a group out of service: no target group, no scheduled actions, no servers.</summary>
    Task Retire(ServerGroup group);

    /// <summary>Removes a group with its servers, waits until it is gone, then removes what it was launched from. Once begun it is done to the end.</summary>
    Task Delete(ServerGroup group);

    /// <summary>What the group's scaling activities say went wrong, newest first.</summary>
    Task<IReadOnlyList<string>> Failures(string name);

    /// <summary>The end of what a server wrote to its console.</summary>
    Task<string> Console(string server);
}
