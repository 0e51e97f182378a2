using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Gives the tested commit its version, as an annotated tag that is pushed and never moved.</summary>
[TaskDescription("Give the tested commit its version, as an annotated tag")]
[IsDependentOn(typeof(Test))]
public sealed class Tag(ISourceCode source, Selection selection, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var commit = context.Release.Commit;
        var (found, published) = await context.Lease.Decide(() => Read(context), facts => !facts.Published);
        if (found.Candidate.Version is { } tagged)
        {
            if (!published)
                await source.Push(tagged, context.Cancelled);
            view.Say("Tag", $"{tagged.Tag} stands on {commit[..10]}{(published ? " already" : " and is pushed now")}");
            context.Release = context.Release.Tagged(tagged);
            return;
        }

        var messages = source.Messages(commit, found.Newest);
        var version = found.Next(context.Settings, messages);
        if (Names.TooLong(context.Environment.Application.Name, context.Environment.Name, version) is { } tooLong)
            throw tooLong;
        await source.Tag(version, commit, Notes(version, messages, context.Settings.Run), context.Cancelled);
        view.Say("Tag", $"{version.Tag} made on {commit[..10]}{(version.IsPreRelease ? $" of {found.Standing.Branch?.Branch ?? found.Standing.Release.Branch}" : "")} and pushed{(found.Newest is { } newest ? $" (after {newest.Tag})" : "")}");
        context.Release = context.Release.Tagged(version);
    }

    // The tests may have taken long: what others have tagged meanwhile counts, and what they have taken out of the branch.
    private async Task<(Selection.Selected Found, bool Published)> Read(ReleaseContext context)
    {
        var found = await selection.Read(context, tested: context.Release.Commit);
        if (found.Refusal is { } refusal)
            throw refusal;
        return (found, found.Candidate.Version is { } tagged && await source.IsPublished(tagged, context.Cancelled));
    }

    private static string Notes(ReleaseVersion version, IReadOnlyList<string> messages, string run) =>
        string.Join('\n', [version.Tag, "", .. messages.Select(message => "- " + message.Split('\n')[0]), "", Provenance.TestsPassed(run)]) + "\n";
}
