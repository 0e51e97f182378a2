using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Waits until a server group that was launched can carry traffic; one that cannot is removed, and leaves its evidence.</summary>
public sealed class Arrival(Health health, Evidence evidence)
{
    /// <summary>Waits. A group that is live already is only looked at.</summary>
    /// <param name="context">The run, whose image the servers must run.</param>
    /// <param name="fleet">What there is, with the group.</param>
    /// <param name="name">The group.</param>
    /// <param name="size">How many servers it needs.</param>
    /// <returns>The target group that they are healthy in.</returns>
    /// <exception cref="Problem">They are not healthy by the deadline, or cannot be launched; the group is gone then, unless it is live.</exception>
    /// <exception cref="Stopped">The run was asked to stop; the group stays.</exception>
    public async Task<TargetGroup> Wait(ReleaseContext context, Fleet fleet, string name, int size)
    {
        var (settings, isLive) = (context.Environment.Verify, fleet.Serves(fleet.Find(name)));
        var target = fleet.Find(name) is { } group && fleet.TargetGroupOf(group) is { } own ? own : fleet.Routing.Idle;
        var stays = $"Live traffic is untouched. {name} stays, and ends by itself at its deadline unless a run goes on with it.";
        try
        {
            await health.Wait(name, context.Release.Image, target, size, isLive ? TimeSpan.Zero : settings.Window, settings.Timeout, context.Cancelled);
            return target;
        }
        catch (NoAnswer silence) when (!isLive)
        {
            throw silence.In(stays);
        }
        catch (Problem sick) when (!isLive)
        {
            throw await evidence.SaveAndRemove(context, name, target, sick);
        }
        catch (OperationCanceledException) when (context.Cancelled.IsCancellationRequested)
        {
            throw new Stopped(isLive ? $"{name} is live, as it was." : stays);
        }
    }
}
