using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Servers;

/// <summary>Server groups: Auto Scaling groups with their launch templates or launch configurations.</summary>
public interface IServerGroups
{
    /// <summary>Our groups of the environment, and any other group that is attached to one of its target groups.</summary>
    Task<Fleet> Fleet(Routing routing);

    /// <summary>Every group of the account and region, of whomever, without its servers' images.</summary>
    Task<IReadOnlyList<ServerGroup>> Everywhere();

    /// <summary>A group with the images that its servers run, or null when there is none of that name.</summary>
    Task<ServerGroup?> Find(string name);

    /// <summary>
    /// Makes a group; one of the same order that is already there is found instead. Where AWS refuses it, what it was to be launched from is
    /// removed again.
    /// </summary>
    Task Create(ServerGroupOrder order);

    /// <summary>What a group has besides its servers.</summary>
    Task<Fittings> Fittings(ServerGroup group);

    /// <summary>Gives a group what it lacks.</summary>
    Task Fit(string name, Fittings missing);

    /// <summary>When AWS itself takes the group to nothing, or null.</summary>
    Task<DateTimeOffset?> Deadline(string name);

    /// <summary>Sets when AWS itself takes the group to nothing, whatever becomes of this run.</summary>
    Task SetDeadline(string name, DateTimeOffset at);

    /// <summary>Takes the deadline away.</summary>
    Task ClearDeadline(string name);

    /// <summary>A group's recurring scheduled actions, without Bundt's own.</summary>
    Task<IReadOnlyList<ScheduledAction>> Schedule(string name);

    /// <summary>Sets scheduled actions, and waits until they read back so; those of the same names are set anew, others stay.</summary>
    Task SetSchedule(string name, IReadOnlyList<ScheduledAction> actions);

    /// <summary>Deletes all scheduled actions but the deadline, which takes place from now on even if the group was held.</summary>
    Task EndSchedule(ServerGroup group);

    /// <summary>Writes a tag on a group.</summary>
    Task Tag(string name, string key, string value);

    /// <summary>Removes tags from a group.</summary>
    Task Untag(string name, params string[] keys);

    /// <summary>Keeps alarms and scheduled actions from shrinking a group.</summary>
    Task Hold(string name);

    /// <summary>Lets alarms and scheduled actions move a group's size again.</summary>
    Task Release(string name);

    /// <summary>Sets a group's sizes.</summary>
    Task Resize(string name, int min, int max, int desired);

    /// <summary>Registers a group's servers, and those to come, with a target group; one that it is attached to already is fine.</summary>
    Task Attach(string name, TargetGroup target);

    /// <summary>Takes a group out of service: no target group, no scheduled actions, no servers.</summary>
    Task Retire(ServerGroup group);

    /// <summary>Begins to remove a group with its servers, which takes AWS some time; <see cref="Forget" /> sees it to its end.</summary>
    Task Delete(ServerGroup group);

    /// <summary>Waits until groups whose deletion was begun are gone, all at once, then removes what they were launched from. It is done to the end.</summary>
    Task Forget(params IReadOnlyList<ServerGroup> groups);

    /// <summary>What the group's scaling activities say went wrong, newest first.</summary>
    Task<IReadOnlyList<string>> Failures(string name);

    /// <summary>The end of what a server wrote to its console.</summary>
    Task<string> Console(string server);
}
