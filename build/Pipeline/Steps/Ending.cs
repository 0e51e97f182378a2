using Bundt.Cloud.Notices;
using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Notices;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>What is done at the end of a run, however it ends: the history is written, the lease given back, and its evidence is left.</summary>
public sealed class Ending(IHistory history, Reporting reporting, INotices notices, TimeProvider time, ReleaseView view)
{
    /// <summary>Ends it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="failure">What it failed of, or null.</param>
    public async Task End(ReleaseContext context, Exception? failure)
    {
        var past = Record(context, failure);
        // A run that found nothing to do is nothing to tell of.
        if (context.Lease.IsHeld || (failure is not null && context.Settings.MayWrite))
            notices.Tell(Notice.Ended(context.Settings.Holder, past, failure as Problem ?? failure?.InnerException as Problem ?? failure, time.GetUtcNow()));
        if (context.Lease.IsHeld)
        {
            await Try(() => history.Write(past));
            await Try(context.Lease.Release);
        }

        foreach (var untold in await notices.End())
            view.Say("Notify", untold);
        await reporting.Write(context, past, failure);
    }

    private Domain.Runs.RunRecord Record(ReleaseContext context, Exception? failure)
    {
        var release = context.Release;
        return context.Record with
        {
            Ended = time.GetUtcNow(),
            Outcome = failure is null ? "succeeded" : (failure as Problem ?? failure.InnerException as Problem)?.What ?? failure.Message,
            Release = release.HasVersion ? release.Version.Tag : null,
            To = release.HasServerGroup ? release.ServerGroup : null,
            TakenFrom = context.Lease.TakenFrom,
            Reason = context.Settings.Reason,
        };
    }

    // Why the run ended matters more than that this failed; a lease that stays runs out by itself.
    private async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Problem problem)
        {
            view.Say("Lease", $"{problem.What} It ends by itself when it is not renewed.");
        }
    }
}
