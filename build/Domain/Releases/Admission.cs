using Bundt.Domain.Environments;

namespace Bundt.Domain.Releases;

/// <summary>
/// What may be released to an environment, and from where: commits of the remote's release branch; and those of its other branches, as
/// pre-releases, where the environment takes them.
/// </summary>
public static class Admission
{
    private const string Untouched = "Nothing was changed.";

    /// <summary>Why a candidate cannot be released, and what to do about it; null when it can.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="standing">Where its commit stands.</param>
    /// <param name="asked"><c>--release</c>, or null.</param>
    /// <param name="environment">Where it is to go.</param>
    public static Problem? Refusal(Candidate candidate, Standing standing, ReleaseVersion? asked, ReleaseEnvironment environment)
    {
        var app = environment.Application;
        if ((candidate.Version ?? asked) is { } version)
        {
            if (version.IsPreRelease && !app.PreReleases)
            {
                return new(
                    $"{version.Tag} is a pre-release, and {environment.Name} takes none.", Untouched,
                    $"Release a version without a suffix from {standing.Release.Branch}, or go to an environment whose file says application.preReleases: true.");
            }

            if (Names.TooLong(app.Name, environment.Name, version) is { } tooLong)
                return tooLong;
        }

        return standing.IsInReleaseBranch || (!app.PreReleases && standing.Others.Count == 0)
            ? standing.Release.Refusal(candidate)
            : OfAnotherBranch(candidate, standing, candidate.Version ?? asked, environment);
    }

    private static Problem? OfAnotherBranch(Candidate candidate, Standing standing, ReleaseVersion? version, ReleaseEnvironment environment)
    {
        var commit = $"Commit {candidate.Commit[..10]}";
        if (standing.Others.Count == 0)
            return new($"{commit} is in no branch of {standing.Remote}.", Untouched, "Push its branch first.");
        if (!environment.Application.PreReleases)
        {
            return new(
                $"{commit} is not in {standing.Release.Branch}, only in {standing.Names}, and {environment.Name} takes no pre-releases.", Untouched,
                "Merge it into the release branch first, or go to an environment whose file says application.preReleases: true.");
        }

        if (version is { IsPreRelease: false })
        {
            return new(
                $"{version.Tag} is no pre-release, and {char.ToLowerInvariant(commit[0])}{commit[1..]} is not in {standing.Release.Branch}, only in {standing.Names}.", Untouched,
                "Merge it into the release branch first, or leave out --release: then it becomes a pre-release.");
        }

        return (standing.Branch, version) switch
        {
            ({ } branch, _) => branch.Refusal(candidate),
            (null, null) => new(
                $"{commit} is in several branches of {standing.Remote}, and none of them is checked out: {standing.Names}.", Untouched,
                "Check out the branch that the pre-release is of, or name its version, as in --release=1.5.0-rc.1."),
            _ => null,
        };
    }
}
