using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Gives a release servers again that has none: in its retired group, or in a new one.</summary>
public sealed class Revival(IServerGroups groups, Vacancy vacancy, Relaunch relaunch, TimeProvider time, ReleaseView view)
{
    /// <summary>Begins it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="fleet">What there is.</param>
    /// <param name="way">What live traffic is to go back to.</param>
    /// <param name="size">How many servers.</param>
    /// <returns>The group's name; the servers of a retired one are still to come.</returns>
    /// <exception cref="Problem">There is nothing to launch them from, or they may not be launched.</exception>
    public async Task<string> Begin(ReleaseContext context, Fleet fleet, RollbackPlan way, int size)
    {
        if (way.Group is not { } group)
            return await relaunch.Group(context, fleet, way.Release!, size);
        var idle = fleet.Routing.Idle;
        if (group.Release is null)
        {
            throw new Problem(
                $"{group.Name} has no servers in {idle.Name}, was not made by Bundt, and is never changed.", "Live traffic is untouched.",
                "Attach and scale it yourself, then run again.");
        }

        await vacancy.Make(fleet, group, context);
        // Attached before it has servers: the load balancer checks each from its first second on.
        if (fleet.TargetGroupOf(group) is null)
            await groups.Attach(group.Name, idle);
        await groups.SetDeadline(group.Name, time.GetUtcNow() + Launch.Unfinished);
        await groups.Resize(group.Name, size, Math.Max(size, group.LiveSizes?.Max ?? context.Environment.Servers.Max), size);
        view.Say("Rollback", $"{group.Name} is not warm: {size} servers are launched in {idle.Name}");
        return group.Name;
    }
}
