using Bundt.Cloud.Sources;
using Bundt.Domain.Releases;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Gives the tested commit its version, as an annotated tag that is pushed and never moved.</summary>
[TaskDescription("Give the tested commit its version, as an annotated tag")]
[IsDependentOn(typeof(Test))]
public sealed class Tag(ISourceCode source, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var commit = context.Release.Commit;
        var (tags, tagged, published) = await context.Lease.Decide(() => Task.FromResult(Read(context)), found => !found.Published);
        if (tagged is not null)
        {
            if (!published)
                source.Push(tagged);
            view.Say("Tag", $"{tagged.Tag} stands on {commit[..10]}{(published ? " already" : " and is pushed now")}");
            context.Release = context.Release.Tagged(tagged);
            return;
        }

        var newest = tags.Where(tag => tag.IsAnnotated).Select(tag => tag.Version).Max();
        var messages = source.Messages(commit, newest);
        var version = VersionChoice.Choose(context.Settings.Release, context.Settings.Bump, newest, messages);
        source.Tag(version, commit, Notes(version, messages, context.Settings.Run));
        view.Say("Tag", $"{version.Tag} made on {commit[..10]} and pushed{(newest is null ? "" : $" (after {newest.Tag})")}");
        context.Release = context.Release.Tagged(version);
    }

    // The tests may have taken long: what others have tagged meanwhile counts.
    private (IReadOnlyList<SourceTag> Tags, ReleaseVersion? Tagged, bool Published) Read(ReleaseContext context)
    {
        source.Fetch();
        var tags = source.Tags();
        var tagged = Candidate.Choose(context.Release.Commit, tags, context.Settings.Release).Version;
        return (tags, tagged, tagged is not null && source.IsPublished(tagged));
    }

    private static string Notes(ReleaseVersion version, IReadOnlyList<string> messages, string run) =>
        string.Join('\n', [version.Tag, "", .. messages.Select(message => "- " + message.Split('\n')[0]), "", Provenance.TestsPassed(run)]) + "\n";
}
