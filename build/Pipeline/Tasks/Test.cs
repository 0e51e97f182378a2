using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Runs the application's own tests on a fresh checkout of the commit; a commit that is tagged has passed them.</summary>
[TaskDescription("Run the application's own tests on a fresh checkout")]
public sealed class Test(ISourceCode source, Selection selection, IOwnTests tests, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var found = await selection.Read(context);
        var candidate = found.Candidate;
        if ((Uncommitted(context, candidate) ?? found.Refusal) is { } refusal)
            throw refusal;
        if (candidate.Version is { } version && !context.Settings.Has("retest"))
        {
            view.Say("Test", $"{candidate.Commit[..10]} passed already: it is {version.Tag}");
            context.Release = context.Release.Tested(candidate.Commit);
            return;
        }

        await tests.Demand(run => BakeRun.IsOver(run, DateTimeOffset.UtcNow), text => view.Say("Test", text), context.Cancelled);
        var order = new TestOrder(Path.Combine(context.Artifacts, "source"), candidate.Commit, context.Settings.Run, Path.Combine(context.Artifacts, "test-results"));
        await source.CheckOut(order.Commit, order.Checkout, context.Cancelled);
        var tally = await tests.Run(order, view.Quote, context.Cancelled);
        Directory.Delete(order.Checkout, recursive: true);
        view.Say("Test", $"{candidate.Commit[..10]} passed its tests{Tally(context, tally)}");
        context.Release = context.Release.Tested(candidate.Commit);
    }

    private static string Tally(ReleaseContext context, TestTally? tally) =>
        $"{(context.Environment.Application.TestIn is { } place ? $" in {place.Image}" : "")}{(tally is null ? "" : $": {tally}")}";

    // A release that is named and tagged is taken as it was tagged, whatever the clone holds; anything else is what the clone holds.
    private Problem? Uncommitted(ReleaseContext context, Candidate candidate)
    {
        if (context.Settings.Release is not null && candidate.Version is not null)
            return null;
        var files = source.Uncommitted();
        return files.Count == 0 ? null : new(
            $"The clone {context.Environment.Application.Checkout} has changes that are not committed: {string.Join(", ", files.Take(5))}{(files.Count > 5 ? $" and {files.Count - 5} more" : "")}.",
            "Nothing was changed.", "Commit and push them, or put them away.");
    }
}
