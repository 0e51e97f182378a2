using System.Globalization;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>
/// Keeps the server group that was live until now ready for a rollback, and gives the one that is live its own sizes. A group that Bundt did
/// not make is counted, and never written to.
/// </summary>
public sealed class Standby(IServerGroups groups, ITraffic traffic, TimeProvider time, ReleaseView view)
{
    /// <summary>
    /// Before live traffic moves: what is live must not shrink, the new group must not end at its deadline, and it is written down what it replaces.
    /// </summary>
    /// <param name="plan">The move.</param>
    /// <param name="isRollback">Whether a group that was live once is to remember what it replaced then, if anything: the next rollback goes further back.</param>
    public async Task Hold(SwapPlan plan, bool isRollback = false)
    {
        if (plan.Previous is { Release: not null } ours)
            await groups.Hold(ours.Name);
        if (plan.Next.Release is null)
            return;
        if (plan.Previous is { } previous && !(isRollback && WasLive(plan.Next)))
            await groups.Tag(plan.Next.Name, Names.Replaces, previous.Name);
        await groups.ClearDeadline(plan.Next.Name);
    }

    /// <summary>
    /// After live traffic was taken back: the group that failed is marked and ends at a deadline again, the one that is live once more may
    /// follow its alarms.
    /// </summary>
    public async Task Return(SwapPlan plan, string why)
    {
        await Mark(plan.Next, why);
        await LetGo(plan);
    }

    /// <summary>Writes on a group that live traffic is taken back from it.</summary>
    public async Task Mark(ServerGroup group, string why)
    {
        if (group.Release is not null)
            await groups.Tag(group.Name, Names.RolledBack, why[..Math.Min(why.Length, 200)]);
    }

    /// <summary>Takes that back, where traffic stays on it.</summary>
    public Task Unmark(ServerGroup group) => group.Release is null ? Task.CompletedTask : groups.Untag(group.Name, Names.RolledBack);

    /// <summary>
    /// Where live traffic does not move after all: the other group ends at its deadline again (a new one's begins anew), and the live one may
    /// follow its alarms.
    /// </summary>
    public async Task LetGo(SwapPlan plan)
    {
        var now = time.GetUtcNow();
        if (plan.Next.Release is not null)
            await groups.SetDeadline(plan.Next.Name, plan.Next.WarmUntil is { } until && until > now ? until : now + Launch.Unfinished);
        if (plan.Previous is { Release: not null } previous)
            await groups.Release(previous.Name);
    }

    /// <summary>After live traffic has moved; what a run that broke off has done of this already is not done again.</summary>
    public async Task Finish(ReleaseContext context, string live)
    {
        var fleet = await context.Lease.Decide(async () => await groups.Fleet(await traffic.Read()), found => !IsFinished(context, found, live));
        foreach (var previous in ToKeepWarm(context, fleet))
            await KeepWarm(previous, context.Environment.Swap.Warm);
        if (fleet.Find(live) is { Release: not null } now)
            await Settle(context, now, Sizes(context, now));
    }

    /// <summary>After a rollback has moved live traffic. What tells that it is not over yet goes last: the same command again ends it, and does not go further back.</summary>
    public async Task FinishRollback(ReleaseContext context, string live)
    {
        foreach (var left in RollbackPlan.Unmarked(await groups.Fleet(await traffic.Read())))
            await Mark(left, $"by {context.Settings.Run}");
        await Finish(context, live);
    }

    private static bool IsFinished(ReleaseContext context, Fleet fleet, string live) =>
        ToKeepWarm(context, fleet).Count == 0 && fleet.Find(live) is { LiveSizes: null, WarmUntil: null, IsHeld: false } now && !now.Tags.ContainsKey(Names.RolledBack)
        && (now.Min == context.Environment.Servers.Min || context.Environment.Servers.Schedule.Count > 0);

    private static bool WasLive(ServerGroup group) => group.Tags.ContainsKey(Names.Replaces) || group.LiveSizes is not null || group.WarmUntil is not null;

    private static List<ServerGroup> ToKeepWarm(ReleaseContext context, Fleet fleet) =>
        [.. fleet.Idle.Where(group => group is { WarmUntil: null, Desired: > 0 } && group.IsOf(context.Environment.Application.Name, context.Environment.Name))];

    private static GroupSizes Sizes(ReleaseContext context, ServerGroup live) => live.LiveSizes ?? GroupSizes.Of(context.Environment.Servers);

    // Its own scheduled actions go first: they would move the size of a group that is to stay as it is, or bring back one that has ended.
    private async Task KeepWarm(ServerGroup group, TimeSpan warm)
    {
        var until = time.GetUtcNow() + warm;
        if (group.LiveSizes is null)
            await groups.Tag(group.Name, Names.Sizes, GroupSizes.Of(group, await groups.Schedule(group.Name)).ToTag());
        await groups.EndSchedule(group);
        await groups.SetDeadline(group.Name, until);
        await groups.Tag(group.Name, Names.WarmUntil, until.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        view.Say("Swap", $"{group.Name} stays warm until {until.ToLocalTime():HH:mm} for a rollback");
    }

    // The schedule comes last and tells that the sizes were given back: from then on it is the schedule that moves them.
    private async Task Settle(ReleaseContext context, ServerGroup live, GroupSizes wanted)
    {
        var missing = wanted.Schedule.Count == 0 ? [] : wanted.Missing(await groups.Schedule(live.Name));
        if (missing.Count > 0)
            await context.Lease.Take();
        if (live.Min != wanted.Min && missing.Count == wanted.Schedule.Count)
            await groups.Resize(live.Name, wanted.Min, Math.Max(wanted.Max, live.Desired), live.Desired);
        if (live.IsHeld)
            await groups.Release(live.Name);
        if (missing.Count > 0)
            await groups.SetSchedule(live.Name, missing);
        // What it was called while it was warm, or after traffic was taken back from it, does not hold for a group that is live.
        string[] past = [.. new[] { Names.Sizes, Names.WarmUntil, Names.RolledBack }.Where(live.Tags.ContainsKey)];
        if (past.Length > 0)
            await groups.Untag(live.Name, past);
    }
}
