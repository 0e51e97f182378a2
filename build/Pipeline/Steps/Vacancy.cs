using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Empties the idle target group for the servers that are to come: its preview shows these alone.</summary>
public sealed class Vacancy(IServerGroups groups, ITraffic traffic, Poll poll, ReleaseView view)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);

    /// <summary>Retires the groups that are attached to it, and waits until nothing is registered any more but what is draining.</summary>
    /// <param name="fleet">What there is.</param>
    /// <param name="stays">The group that it is emptied for, which may be attached already; or null.</param>
    /// <param name="context">The run.</param>
    /// <exception cref="Problem">A group that is not ours is attached to it; nothing was changed.</exception>
    public async Task Make(Fleet fleet, ServerGroup? stays, ReleaseContext context)
    {
        var (environment, idle) = (context.Environment, fleet.Routing.Idle);
        foreach (var group in fleet.Idle.Where(group => group.Name != stays?.Name))
        {
            if (!group.IsOf(environment.Application.Name, environment.Name))
            {
                throw new Problem(
                    $"{group.Name}, which is attached to {idle.Name}, was not made by Bundt for this environment.", "Nothing was changed.",
                    $"Detach it from {idle.Name} or delete it, then run again.");
            }

            await groups.Retire(group);
            view.Say("Deploy", $"{group.Name} retired: {idle.Name} is needed. Until the swap, a rollback has to launch servers");
        }

        var its = stays?.Servers.Select(server => server.Id).ToHashSet() ?? [];
        await poll.Until($"{idle.Name} to be empty", async _ =>
            (await traffic.Health(idle)).FirstOrDefault(target => !target.IsDraining && !its.Contains(target.ServerId)) is { } left ? $"{left.ServerId} is {left}" : null,
            DrainLimit, context.Cancelled);
    }
}
