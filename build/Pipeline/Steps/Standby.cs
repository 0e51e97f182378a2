using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Keeps the server group that was live until now ready for a rollback, and gives the one that is live its own sizes.</summary>
public sealed class Standby(IServerGroups groups, ITraffic traffic, TimeProvider time, ReleaseView view)
{
    /// <summary>
    /// Before live traffic moves: what is live must not shrink, the new group must not end at its deadline, and it is written down what it replaces.
    /// </summary>
    public async Task Hold(SwapPlan plan)
    {
        if (plan.Previous is { } previous)
        {
            if (previous.Release is not null)
                await groups.Hold(previous.Name);
            await groups.Tag(plan.Next.Name, Names.Replaces, previous.Name);
        }

        await groups.ClearDeadline(plan.Next.Name);
    }

    /// <summary>
    /// After live traffic was taken back: the group that failed is marked and ends at a deadline again, the one that is live once more may
    /// follow its alarms.
    /// </summary>
    public async Task Return(SwapPlan plan, string why)
    {
        await groups.Tag(plan.Next.Name, Names.RolledBack, why[..Math.Min(why.Length, 200)]);
        await LetGo(plan);
    }

    /// <summary>
    /// Where live traffic does not move after all: the other group ends at its deadline again (a new one's begins anew), and the live one may
    /// follow its alarms.
    /// </summary>
    public async Task LetGo(SwapPlan plan)
    {
        var now = time.GetUtcNow();
        await groups.SetDeadline(plan.Next.Name, plan.Next.WarmUntil is { } until && until > now ? until : now + Launch.Unfinished);
        if (plan.Previous is { Release: not null } previous)
            await groups.Release(previous.Name);
    }

    /// <summary>After live traffic has moved; what a run that broke off has done of this already is not done again.</summary>
    public async Task Finish(ReleaseContext context, string live)
    {
        var fleet = await context.Lease.Decide(async () => await groups.Fleet(await traffic.Read()), found => !IsFinished(context, found, live));
        var (now, servers) = (fleet.Find(live)!, context.Environment.Servers);
        foreach (var previous in ToKeepWarm(context, fleet))
            await KeepWarm(previous, context.Environment.Swap.Warm);
        if (now.Min != servers.Min)
            await groups.Resize(now.Name, servers.Min, Math.Max(servers.Max, now.Desired), now.Desired);
        if (IsHeld(now))
            await groups.Release(now.Name);
    }

    private static bool IsFinished(ReleaseContext context, Fleet fleet, string live) =>
        ToKeepWarm(context, fleet).Count == 0 && fleet.Find(live) is { } now && now.Min == context.Environment.Servers.Min && !IsHeld(now);

    private static List<ServerGroup> ToKeepWarm(ReleaseContext context, Fleet fleet) =>
        [.. fleet.Idle.Where(group => group is { WarmUntil: null, Desired: > 0 } && group.IsOf(context.Environment.Application.Name, context.Environment.Name))];

    private static bool IsHeld(ServerGroup group) => group.Suspended.Contains("AlarmNotification");

    private async Task KeepWarm(ServerGroup group, TimeSpan warm)
    {
        var until = time.GetUtcNow() + warm;
        await groups.SetDeadline(group.Name, until);
        await groups.Tag(group.Name, Names.WarmUntil, until.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        view.Say("Swap", $"{group.Name} stays warm until {until.ToLocalTime():HH:mm} for a rollback");
    }
}
