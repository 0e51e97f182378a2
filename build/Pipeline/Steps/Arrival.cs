using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>
/// Completes a server group that was launched, and waits until it can carry traffic; one that cannot is removed, and leaves its evidence.
/// </summary>
public sealed class Arrival(Outfit outfit, Health health, Evidence evidence)
{
    /// <summary>Completes it, and waits. A group that is live already is only looked at, at the size it has.</summary>
    /// <param name="context">The run, whose image the servers must run.</param>
    /// <param name="fleet">What there is, with the group.</param>
    /// <param name="name">The group.</param>
    /// <param name="size">How many servers it needs.</param>
    /// <returns>The target group that they are healthy in.</returns>
    /// <exception cref="Problem">They are not healthy by the deadline, or cannot be launched; the group is gone then, unless it is live.</exception>
    /// <exception cref="Stopped">The run was asked to stop; the group stays.</exception>
    public async Task<TargetGroup> Wait(ReleaseContext context, Fleet fleet, string name, int size)
    {
        var (settings, group) = (context.Environment.Verify, fleet.Find(name));
        var isLive = fleet.Serves(group);
        var target = (group is null ? null : fleet.TargetGroupOf(group)) ?? fleet.Routing.Idle;
        var needed = isLive ? Math.Min(size, group!.Desired) : size;
        var stays = $"Live traffic is untouched. {name} stays, and ends by itself at its deadline unless a run goes on with it.";
        try
        {
            if (!isLive)
            {
                await context.Lease.Take();
                await outfit.Complete(name, context.Environment.Servers, size, context.Cancelled);
            }

            await health.Wait(name, context.Release.Image, target, needed, isLive ? TimeSpan.Zero : settings.Window, settings.Timeout, context.Cancelled);
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
