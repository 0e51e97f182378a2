using Bundt.Cloud;
using Bundt.Cloud.Checks;
using Bundt.Cloud.Images;
using Bundt.Cloud.Local;
using Bundt.Cloud.Rehearsals;
using Bundt.Domain;
using Bundt.Domain.Checks;
using Bundt.Domain.Rehearsals;
using Bundt.View;
using Bundt.View.Reports;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>Where a rehearsal takes place: builds it, and takes it down whatever becomes of the rehearsal.</summary>
public sealed class RehearsalStage(LocalCloudServer server, IPacker packer, Poll poll, ReleaseView view)
{
    /// <summary>Demands what a rehearsal needs of this computer, before anything is started.</summary>
    /// <param name="context">The run.</param>
    /// <exception cref="Problem">Something is missing: the message has all of it.</exception>
    public async Task Demand(ReleaseContext context)
    {
        List<string> missing = [.. Toolbox.LocalCloud().Where(finding => finding.Severity == Severity.Must).Select(finding => finding.Found)];
        foreach (var demand in new Func<Task>[] { () => server.Demand(context.Cancelled), () => packer.Demand(_ => false, _ => { }, context.Cancelled) })
        {
            try
            {
                await demand();
            }
            catch (Problem needed)
            {
                missing.Add(needed.What.TrimEnd('.'));
            }
        }

        if (RehearsalNeeds.Missing(missing) is { } problem)
            throw problem;
    }

    /// <summary>Builds it, and takes it down again behind a performance.</summary>
    /// <param name="context">The run.</param>
    /// <param name="order">What is rehearsed.</param>
    /// <param name="perform">The performance.</param>
    public async Task<Rehearsal> Under(ReleaseContext context, RehearsalOrder order, Func<TwinHome, TwinCloud, Task<Rehearsal>> perform)
    {
        TwinHome home = new(context.Settings.Home, context.Environment.Name);
        using var claim = home.Claim();
        using TwinCloud cloud = new(home, order.Twin.Environment, poll);
        // A rehearsal that was killed has left its own running.
        if (await cloud.Stop())
            view.Say("Twin", "the local cloud of an earlier rehearsal is ended");
        await home.Remove(context.Cancelled);
        try
        {
            home.Make();
            await home.Write(order.Twin.Environment);
            view.Say("Twin", $"{context.Environment.Name}'s twin runs at {await cloud.Start(context.Environment, order.Network, context.Cancelled)}");
            return await perform(home, cloud);
        }
        catch (Exception ended) when (context.Cancelled.IsCancellationRequested && ended is OperationCanceledException or Problem)
        {
            throw new Stopped($"The twin is ended. Nothing was changed in {context.Environment.Name}; its live traffic is untouched.");
        }
        finally
        {
            await TakeDown(context, home, cloud);
        }
    }

    /// <summary>Leaves the report in the run's folder.</summary>
    /// <param name="context">The run.</param>
    /// <param name="rehearsal">The rehearsal.</param>
    /// <returns>The page.</returns>
    public static async Task<string> Report(ReleaseContext context, Rehearsal rehearsal)
    {
        Directory.CreateDirectory(context.Artifacts);
        var page = Path.Combine(context.Artifacts, "rehearsal.html");
        await File.WriteAllTextAsync(page, RehearsalReport.ToHtml(rehearsal));
        await File.WriteAllTextAsync(Path.ChangeExtension(page, "json"), RehearsalReport.ToJson(rehearsal));
        return page;
    }

    // What the rehearsal has found matters more than that this failed.
    private async Task TakeDown(ReleaseContext context, TwinHome home, TwinCloud cloud)
    {
        try
        {
            await cloud.Stop();
            home.Keep(Path.Combine(context.Artifacts, "rehearsal"));
            await home.Remove(CancellationToken.None);
            view.Say("Twin", "its local cloud is ended and removed");
        }
        catch (Exception left) when (left is Problem or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            view.Say("Twin", $"not all of it is gone: {left.Message} The next rehearsal removes what is left in {home.Folder}");
        }
    }
}
