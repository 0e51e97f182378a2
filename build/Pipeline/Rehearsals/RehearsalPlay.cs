using Bundt.Cloud;
using Bundt.Cloud.Rehearsals;
using Bundt.Cloud.Runs;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Rehearsals;
using Bundt.View;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>Performs a rehearsal on its stage: the release that is live, then the new one under load, and every way back.</summary>
public sealed class RehearsalPlay(IChildRuns children, Cancellation cancellation, Poll poll, TimeProvider time, ReleaseView view)
{
    /// <summary>Performs it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="order">What is rehearsed.</param>
    /// <param name="home">The twin's home.</param>
    /// <param name="cloud">The twin's local cloud.</param>
    public async Task<Rehearsal> Perform(ReleaseContext context, RehearsalOrder order, TwinHome home, TwinCloud cloud)
    {
        var (settings, twin, begun) = (context.Settings, order.Twin.Environment, time.GetTimestamp());
        using var runs = new PhaseRuns(children, cancellation, view, home, settings);
        var phases = new RehearsalPhases(order, home, cloud, poll, () => time.GetElapsedTime(begun), runs, view);
        Rehearsal rehearsal = new()
        {
            Application = twin.Application.Name,
            Environment = twin.Name,
            Run = settings.Run,
            Owner = settings.Owner,
            Begun = time.GetUtcNow(),
            Old = order.Old.ToString(),
            New = order.New.ToString(),
            Warm = context.Environment.Swap.Warm,
            Twin = order.Twin,
            Network = order.Network,
            PerSecond = settings.Rehearsal.Load,
        };
        if (!await phases.First(context.Cancelled))
            return rehearsal with { Phases = phases.Done, LeftOut = ["everything after it: there was nothing to release over"] };

        var address = await cloud.Address();
        view.Say("Load", $"{settings.Rehearsal.Load} requests a second to {address}");
        await using var load = new Load(LoadOrder.Of(twin, address, settings.Rehearsal.Load, settings.Rehearsal.Paths), poll, () => time.GetElapsedTime(begun));
        await using var capacity = new CapacityWatch(cloud, poll, () => time.GetElapsedTime(begun));
        await phases.UnderLoad(settings, context.Cancelled);
        return rehearsal with { Requests = await load.Stop(), Samples = capacity.Seen, Phases = phases.Done, LeftOut = phases.LeftOut };
    }
}
