using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Runs the application's own tests on a fresh checkout of the commit; a commit that is tagged has passed them.</summary>
[TaskDescription("Run the application's own tests on a fresh checkout")]
public sealed class Test(SourceCode source, OwnTests tests, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        source.Fetch();
        var candidate = Candidate.Choose(source.Head(), source.Tags(), context.Settings.Release);
        if (candidate.Version is { } version && !context.Settings.Has("retest"))
        {
            view.Say("Test", $"{candidate.Commit[..10]} passed already: it is {version.Tag}");
            context.Release = context.Release.Tested(candidate.Commit);
            return;
        }

        if (source.IsDirty())
            throw new Problem($"The clone {context.Environment.Application.Checkout} has changes that are not committed.", "Nothing was changed.", "Commit and push them, or put them away.");
        if (!source.IsReleasable(candidate.Commit))
        {
            throw new Problem(
                $"Commit {candidate.Commit[..10]} is not in {context.Environment.Application.Remote}/{context.Environment.Application.Branch}.",
                "Nothing was changed.", "Push it to the release branch first.");
        }

        var checkout = Path.Combine(context.Artifacts, "source");
        source.CheckOut(candidate.Commit, checkout);
        await tests.Run(checkout, candidate.Commit, view.Quote, context.Cancelled);
        Directory.Delete(checkout, recursive: true);
        view.Say("Test", $"{candidate.Commit[..10]} passed its tests");
        context.Release = context.Release.Tested(candidate.Commit);
    }
}
