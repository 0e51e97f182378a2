using Bundt.Cloud.Servers;
using Bundt.Domain.Servers;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Brings a release's server group into being, once.</summary>
public sealed class Launch(IServerGroups groups, Vacancy vacancy, TimeProvider time, ReleaseView view)
{
    /// <summary>How long a new group lives when nobody makes it live: what a crashed run leaves behind goes away by itself.</summary>
    internal static readonly TimeSpan Unfinished = TimeSpan.FromHours(4);

    /// <summary>Whether there is no group yet that carries the release at the size that it is to have.</summary>
    public static bool Writes(ReleaseContext context, Fleet fleet) =>
        fleet.Carrying(context.Release.Version, context.Release.Image, context.Environment.Servers.Digest()) is not { } begun
        || (!fleet.Serves(begun) && begun.Desired < Capacity.Choose(context.Environment.Servers, fleet.Live));

    /// <summary>Finds the group that already carries the release, or makes one, attached to the idle target group.</summary>
    /// <returns>The group's name.</returns>
    public async Task<string> Group(ReleaseContext context, Fleet fleet, int size)
    {
        var environment = context.Environment;
        if (fleet.Carrying(context.Release.Version, context.Release.Image, environment.Servers.Digest()) is { } begun)
        {
            view.Say("Deploy", $"{begun.Name} already carries {context.Release.Version.Tag}");
            if (!fleet.Serves(begun))
                await Resume(context, begun, size);
            return begun.Name;
        }

        if (fleet.Split is { } split)
            throw split.Refusal;
        await vacancy.Make(fleet, null, context);
        var order = new ServerGroupOrder(
            fleet.NextName(environment.Application.Name, environment.Name, context.Release.Version),
            context.Release.Image, size, fleet.Routing.Idle, environment.Servers, context.Tags());
        await groups.Create(order);
        await groups.SetDeadline(order.Name, time.GetUtcNow() + Unfinished);
        view.Say("Deploy", $"{order.Name} created with {size} servers of {order.Image}, attached to {order.Target.Name}, which is idle");
        return order.Name;
    }

    // What the run that made it had no time for any more. A group without a deadline would outlive everybody who knows of it.
    private async Task Resume(ReleaseContext context, ServerGroup begun, int size)
    {
        var (desired, max) = (Math.Max(begun.Desired, size), context.Environment.Servers.Max);
        if ((begun.Min, begun.Max, begun.Desired) != (desired, max, desired))
        {
            await context.Lease.Take();
            await groups.Resize(begun.Name, desired, max, desired);
        }

        if (begun.WarmUntil is null && await groups.Deadline(begun.Name) is null)
        {
            await context.Lease.Take();
            await groups.SetDeadline(begun.Name, time.GetUtcNow() + Unfinished);
        }
    }
}
