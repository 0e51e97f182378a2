using Bundt.Cloud.Sources;
using Bundt.Domain.Environments;
using Bundt.Domain.Plans;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Planning;

/// <summary>The application's code in a plan: read as it is, tagged only on paper.</summary>
internal sealed class PlannedSource(SourceCode real, PlanNotes notes, Func<ReleaseEnvironment> environment) : ISourceCode
{
    /// <inheritdoc />
    public Task Fetch(CancellationToken cancellation) => real.Fetch(cancellation);

    /// <inheritdoc />
    public string Head()
    {
        var head = real.Head();
        notes.Observe(new("commit", head));
        return head;
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Uncommitted() => real.Uncommitted();

    /// <inheritdoc />
    public IReadOnlyList<SourceTag> Tags()
    {
        var tags = real.Tags();
        notes.Observe(new("release tags", string.Join(", ", tags.OrderBy(tag => tag.Version).Select(tag => $"{tag.Version.Tag} on {tag.Commit[..10]}").DefaultIfEmpty("none"))));
        return tags;
    }

    /// <inheritdoc />
    public async Task<Standing> Standing(string commit, CancellationToken cancellation)
    {
        var standing = await real.Standing(commit, cancellation);
        if (!standing.IsInReleaseBranch)
            notes.Observe(new("branch", standing.Branch?.Branch ?? standing.Names));
        return standing;
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Messages(string commit, ReleaseVersion? since) => real.Messages(commit, since);

    /// <inheritdoc />
    // The folder alone: Test removes it again.
    public Task CheckOut(string commit, string folder, CancellationToken cancellation) => Task.FromResult(Directory.CreateDirectory(folder));

    /// <inheritdoc />
    public Task Tag(ReleaseVersion version, string commit, string message, CancellationToken cancellation)
    {
        var signed = environment().Application.SignTags ? "signed and " : "";
        notes.Add(ChangeKind.Create, $"annotated tag {version.Tag} on {commit}, {signed}pushed", "the commit has no release yet");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public string? Annotation(ReleaseVersion version) => real.Annotation(version);

    /// <inheritdoc />
    public async Task<bool> IsPublished(ReleaseVersion version, CancellationToken cancellation)
    {
        var published = await real.IsPublished(version, cancellation);
        notes.Observe(new($"tag {version.Tag}", published ? "published" : "not pushed"));
        return published;
    }

    /// <inheritdoc />
    public Task Push(ReleaseVersion version, CancellationToken cancellation)
    {
        notes.Add(ChangeKind.Change, $"annotated tag {version.Tag}", "is pushed: the remote has it not");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public CodeRepository Repository() => real.Repository();
}
