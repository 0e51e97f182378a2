using Bundt.Cloud.Runs;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Experiments;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>What has to be so before live servers are struck. What is not so is a reason to do nothing, and no failure: a schedule meets a release now and then.</summary>
public sealed class ChaosGate(ITraffic traffic, IServerGroups groups, TimeProvider time)
{
    /// <summary>Looks, and chooses what an experiment does.</summary>
    /// <param name="context">The run.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The number of the experiment, from 1.</param>
    public async Task<Found> Look(ReleaseContext context, int seed, int number)
    {
        var chaos = context.Environment.Chaos!;
        if (Hours(chaos) is { } closed)
            return Found.Nothing(closed);
        if (Choice.Luck(seed, number, chaos) is { } luck)
            return Found.Nothing(luck, Obstacle.Draw);
        // Whoever holds the lease moves what is to be struck; with --wait-for-lease he is waited for.
        if (!context.Lease.IsHeld && context.Settings.WaitForLease == TimeSpan.Zero && await Holder(context.Lease) is { } holder)
            return Found.Nothing(holder);
        var routing = await traffic.Read();
        var fleet = await groups.Fleet(routing);
        var target = routing.IsDivided || fleet.Live is not { } group ? null : fleet.TargetGroupOf(group);
        var (live, spared) = LiveGroup.Of(fleet, target is null ? [] : await traffic.Health(target), context.Environment.Application.Name, context.Environment.Name);
        if (live is null)
            return Found.Nothing(spared!, Obstacle.Passing);
        var choice = Choice.Of(seed, number, chaos, live);
        return new(choice.Strike, live, routing, choice.Spared, Obstacle.Lasting);
    }

    /// <summary>Takes the lease for what was found, and looks again; that somebody else was quicker is a reason to do nothing, too.</summary>
    public async Task<Found> Decide(ReleaseContext context, int seed, int number)
    {
        try
        {
            return await context.Lease.Decide(() => Look(context, seed, number), found => found.Strike is not null && !context.Settings.Has("dry-run"));
        }
        catch (Problem refused) when (refused is not NoAnswer && !context.Lease.IsHeld && context.Settings.WaitForLease == TimeSpan.Zero)
        {
            if (await Holder(context.Lease) is not { } holder)
                throw;
            return Found.Nothing(holder);
        }
    }

    private string? Hours(ChaosSettings chaos) => AllowedHours.Allow(chaos.Hours, chaos.Days, chaos.TimeZone, time.GetUtcNow()) ? null
        : $"not within the allowed hours: {(chaos.Days is { } days ? $"{days} " : "")}{chaos.Hours} {chaos.TimeZone}";

    private async Task<string?> Holder(ILease lease) => await lease.Read() is { } held && !held.IsExpired(time.GetUtcNow()) ? $"another run is at work: {held}" : null;

    /// <summary>What stands against an experiment.</summary>
    public enum Obstacle
    {
        /// <summary>What stands against the next one too.</summary>
        Lasting,

        /// <summary>What may pass while one waits.</summary>
        Passing,

        /// <summary>The draw of this one.</summary>
        Draw,
    }

    /// <summary>What was found.</summary>
    /// <param name="Strike">What is to be done, or null.</param>
    /// <param name="Live">What it is done to; null where nothing is.</param>
    /// <param name="Routing">Live traffic; null where it was not read.</param>
    /// <param name="Spared">Why nothing is done; null when something is.</param>
    /// <param name="Against">What stands against it, where nothing is done.</param>
    public sealed record Found(Strike? Strike, LiveGroup? Live, Routing? Routing, string? Spared, Obstacle Against)
    {
        /// <summary>Nothing is done.</summary>
        internal static Found Nothing(string why, Obstacle against = Obstacle.Lasting) => new(null, null, null, why, against);
    }
}
