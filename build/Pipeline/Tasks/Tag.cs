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
    public override Task RunAsync(ReleaseContext context)
    {
        var (tags, commit) = (source.Tags(), context.Release.Commit);
        if (Candidate.Choose(commit, tags, context.Settings.Release).Version is { } tagged)
        {
            var published = source.IsPublished(tagged);
            if (!published)
                source.Push(tagged);
            view.Say("Tag", $"{tagged.Tag} stands on {commit[..10]}{(published ? " already" : " and is pushed now")}");
            context.Release = context.Release.Tagged(tagged);
            return Task.CompletedTask;
        }

        var newest = tags.Where(tag => tag.IsAnnotated).Select(tag => tag.Version).Max();
        var messages = source.Messages(commit, newest);
        var version = VersionChoice.Choose(context.Settings.Release, context.Settings.Bump, newest, messages);
        source.Tag(version, commit, Notes(version, messages));
        view.Say("Tag", $"{version.Tag} made on {commit[..10]} and pushed{(newest is null ? "" : $" (after {newest.Tag})")}");
        context.Release = context.Release.Tagged(version);
        return Task.CompletedTask;
    }

    private static string Notes(ReleaseVersion version, IReadOnlyList<string> messages) =>
        string.Join('\n', [version.Tag, "", .. messages.Select(message => "- " + message.Split('\n')[0])]) + "\n";
}
