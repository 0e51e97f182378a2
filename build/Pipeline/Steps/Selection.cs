using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Steps;

/// <summary>Finds out which commit a run releases, where it stands, and what it is tagged as already.</summary>
public sealed class Selection(ISourceCode source)
{
    /// <summary>What the remote has now.</summary>
    /// <param name="context">The run.</param>
    /// <param name="tested">The commit that has passed its tests in this run; null before, for the one that is asked for.</param>
    /// <exception cref="Problem">The remote does not answer, or the release that is asked for is none.</exception>
    public async Task<Selected> Read(ReleaseContext context, string? tested = null)
    {
        await source.Fetch(context.Cancelled);
        var (tags, asked) = (source.Tags(), context.Settings.Release);
        var chosen = Candidate.Choose(tested ?? source.Head(), tags, asked);
        var standing = await source.Standing(chosen.Commit, context.Cancelled);
        var candidate = chosen.AsTagged(tags, standing, asked) with { IsTested = tested is not null };
        return new(candidate, standing, tags, Admission.Refusal(candidate, standing, asked, context.Environment));
    }

    /// <summary>What was found.</summary>
    /// <param name="Candidate">The commit, and what it is tagged as.</param>
    /// <param name="Standing">Where it stands.</param>
    /// <param name="Tags">The tags of releases.</param>
    /// <param name="Refusal">Why it cannot be released; null when it can.</param>
    public sealed record Selected(Candidate Candidate, Standing Standing, IReadOnlyList<SourceTag> Tags, Problem? Refusal)
    {
        /// <summary>The newest release, which a later one counts from; pre-releases do not count.</summary>
        public ReleaseVersion? Newest => Tags.Where(tag => tag is { IsAnnotated: true, Version.IsPreRelease: false }).Select(tag => tag.Version).Max();

        /// <summary>The version that the commit gets.</summary>
        /// <param name="settings">What was asked for.</param>
        /// <param name="messages">The messages of the commits since the newest release.</param>
        public ReleaseVersion Next(RunSettings settings, IEnumerable<string> messages)
        {
            var release = VersionChoice.Choose(settings.Release, settings.Bump, Newest, messages);
            return settings.Release is null && Standing is { IsInReleaseBranch: false, Branch: { } branch }
                ? VersionChoice.PreRelease(release, Standing.NameOf(branch), Tags.Select(tag => tag.Version))
                : release;
        }
    }
}
