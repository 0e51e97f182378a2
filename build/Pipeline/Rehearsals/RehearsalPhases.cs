using System.Globalization;
using Bundt.Cloud;
using Bundt.Cloud.Rehearsals;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Releases;
using Bundt.View;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>The phases of a rehearsal, one after the other. One that fails ends those that build on it.</summary>
internal sealed class RehearsalPhases(RehearsalOrder order, TwinHome home, TwinCloud cloud, Poll poll, Func<TimeSpan> clock, PhaseRuns runs, ReleaseView view)
{
    // Requests that were begun before are answered by then, and those after it are a phase's calm end.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    // Long enough for the run that goes forward to end before its warm servers do.
    private static readonly TimeSpan SoonOver = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ServersLimit = TimeSpan.FromMinutes(10);

    private readonly List<RehearsedPhase> _done = [];
    private readonly List<string> _leftOut = [];

    /// <summary>The phases so far.</summary>
    public IReadOnlyList<RehearsedPhase> Done => _done;

    /// <summary>What did not take place, and why.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Releases what is live in production.</summary>
    /// <returns>Whether it is live in the twin now.</returns>
    public Task<bool> First(CancellationToken cancellation) => Run(PhaseKind.First, null, order.Old, () => runs.Run("first", "--target=Release", $"--release={order.Old.Tag}"), cancellation);

    /// <summary>All that takes place under load.</summary>
    public async Task UnderLoad(RunSettings settings, CancellationToken cancellation)
    {
        await Pause(cancellation);
        if (!await Run(PhaseKind.Release, order.Old, order.New, () => runs.Run("release", "--target=Release", $"--release={order.New.Tag}"), cancellation))
            _leftOut.Add("the ways back: the release did not succeed");
        else
            await Back(cancellation);
        await ScaleIn(cancellation);
        if (settings.Rehearsal.Faults is > 0 and var faults && await cloud.Live() is { Release: { } live })
        {
            await Run(PhaseKind.Faults, live, live, () => runs.Run("faults", "--target=Chaos", $"--experiments={faults.ToString(CultureInfo.InvariantCulture)}", $"--seed={settings.Seed.ToString(CultureInfo.InvariantCulture)}"), cancellation);
        }
    }

    private async Task Back(CancellationToken cancellation)
    {
        var (old, @new, twin) = (order.Old, order.New, order.Twin.Environment);
        if (!await Run(PhaseKind.Warm, @new, old, () => runs.Run("warm", "--target=Rollback"), cancellation))
        {
            _leftOut.Add("the cold rollback: the warm one did not succeed");
            return;
        }

        // What is left behind this time is warm for a moment only: AWS itself ends it, as it does at the end of any warm period.
        await home.Write(twin with { Swap = twin.Swap with { Warm = SoonOver } });
        var left = await cloud.Live();
        var isCold = await Run(PhaseKind.Forward, old, @new, () => runs.Run("forward", "--target=Rollback", $"--to={@new.Tag}"), cancellation)
            && await Run(PhaseKind.Retire, old, @new, () => Gone(left!.Name, cancellation), cancellation);
        await home.Write(twin);
        if (!isCold || !await Run(PhaseKind.Cold, @new, old, () => runs.Run("cold", "--target=Rollback"), cancellation))
            _leftOut.Add("a cold rollback to its end");
    }

    // As a scaling policy does: where the group is as small as it may be, it grows by one before.
    private async Task ScaleIn(CancellationToken cancellation)
    {
        if (await cloud.Live() is not { Release: { } release } live)
            return;
        var grows = live.Desired <= live.Min;
        if (grows && live.Desired >= live.Max)
        {
            _leftOut.Add("a server that leaves under load: the group may neither grow nor shrink (min = max)");
            return;
        }

        if (grows)
        {
            await cloud.Scale(live.Name, live.Desired + 1);
            await poll.Until($"{live.Name} to have {live.Desired + 1} healthy servers", async _ =>
                (await cloud.Sample(clock())).Targets is [{ Healthy: var healthy }] && healthy > live.Desired ? null : "the new one is not healthy yet", ServersLimit, cancellation);
        }

        var size = grows ? live.Desired : live.Desired - 1;
        await Run(PhaseKind.ScaleIn, release, release, async () =>
        {
            await cloud.Scale(live.Name, size);
            view.Say("leaves", $"{live.Name} is to have {size} servers instead of {size + 1}");
            await poll.Until($"{live.Name} to have {size} servers", async _ =>
                await cloud.Find(live.Name) is { Servers.Count: var count } && count > size ? $"it has {count}" : null, ServersLimit, cancellation);
            return (null, 0);
        }, cancellation, size);
    }

    private async Task<(string?, int)> Gone(string group, CancellationToken cancellation)
    {
        view.Say("leaves", $"{group}, which was warm until now, goes at its deadline");
        await poll.Until($"{group} to be gone at its deadline", async _ => await cloud.Find(group) is { Servers.Count: > 0 and var left } ? $"{left} servers are left" : null, ServersLimit, cancellation);
        return (null, 0);
    }

    private async Task<bool> Run(PhaseKind kind, ReleaseVersion? from, ReleaseVersion to, Func<Task<(string? Error, int Calls)>> act, CancellationToken cancellation, int? needed = null)
    {
        RehearsedPhase phase = new(kind, clock(), TimeSpan.Zero)
        {
            From = from?.ToString(),
            To = to.ToString(),
            Needed = needed ?? (kind != PhaseKind.First && await cloud.Live() is { } live ? Math.Max(live.Min, live.Desired) : order.Twin.Environment.Servers.Desired),
        };
        view.Say("Rehearse", phase.Title);
        var (error, calls) = await Try(act);
        _done.Add(phase = phase with { Took = clock() - phase.Begun, Error = error, Calls = calls });
        if (kind != PhaseKind.First)
            await Pause(cancellation);
        return phase.Error is null;
    }

    private static async Task<(string?, int)> Try(Func<Task<(string?, int)>> act)
    {
        try
        {
            return await act();
        }
        catch (Problem problem)
        {
            return (problem.What, 0);
        }
    }

    private async Task Pause(CancellationToken cancellation)
    {
        using var pace = poll.Every(Calm);
        await pace.WaitForNextTickAsync(cancellation);
    }
}
