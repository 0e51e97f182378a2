using Bundt.Cloud.Sources;
using Bundt.Domain.Plans;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Planning;

/// <summary>The application's code in a plan: read as it is, tagged only on paper.</summary>
internal sealed class PlannedSource(SourceCode real, PlanNotes notes) : ISourceCode
{
    /// <inheritdoc />
    public void Fetch() => real.Fetch();

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
    public BranchPosition Position(string commit) => real.Position(commit);

    /// <inheritdoc />
    public IReadOnlyList<string> Messages(string commit, ReleaseVersion? since) => real.Messages(commit, since);

    /// <inheritdoc />
    // The folder alone: Test removes it again.
    public Task CheckOut(string commit, string folder, CancellationToken cancellation) => Task.FromResult(Directory.CreateDirectory(folder));

    /// <inheritdoc />
    public void Tag(ReleaseVersion version, string commit, string message) =>
        notes.Add(ChangeKind.Create, $"annotated tag {version.Tag} on {commit}, pushed", "the commit has no release yet");

    /// <inheritdoc />
    public bool IsPublished(ReleaseVersion version)
    {
        var published = real.IsPublished(version);
        notes.Observe(new($"tag {version.Tag}", published ? "published" : "not pushed"));
        return published;
    }

    /// <inheritdoc />
    public void Push(ReleaseVersion version) => notes.Add(ChangeKind.Change, $"annotated tag {version.Tag}", "is pushed: the remote has it not");

    /// <inheritdoc />
    public string Repository() => real.Repository();
}
