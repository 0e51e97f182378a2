using System.Text.RegularExpressions;

namespace Bundt.Domain.Releases;

/// <summary>Chooses the version of a release.</summary>
public static partial class VersionChoice
{
    /// <summary>
    /// The version for a commit: the one asked for; else one step up from the newest release, as far as asked or as the commits since then
    /// say in their Conventional Commits headers; else 1.0.0.
    /// </summary>
    /// <param name="asked"><c>--release</c>, or null.</param>
    /// <param name="bump"><c>--bump</c>, or null.</param>
    /// <param name="newest">The newest release among the tags, or null.</param>
    /// <param name="messages">The messages of the commits since then.</param>
    public static ReleaseVersion Choose(ReleaseVersion? asked, Bump? bump, ReleaseVersion? newest, IEnumerable<string> messages) =>
        asked ?? newest?.Next(bump ?? FromCommits(messages)) ?? ReleaseVersion.First;

    /// <summary>
    /// How far commits raise the version (conventionalcommits.org, 1.0.0): a breaking change the major part, <c>feat</c> the minor, anything
    /// else the patch.
    /// </summary>
    public static Bump FromCommits(IEnumerable<string> messages) => messages
        .Select(message => Breaking().IsMatch(message) ? Bump.Major : Feature().IsMatch(message) ? Bump.Minor : Bump.Patch)
        .DefaultIfEmpty(Bump.Patch)
        .Max();

    [GeneratedRegex(@"\A[a-zA-Z]+(\([^)]*\))?!:|^BREAKING[ -]CHANGE:", RegexOptions.Multiline)]
    private static partial Regex Breaking();

    [GeneratedRegex(@"\Afeat(\([^)]*\))?:", RegexOptions.IgnoreCase)]
    private static partial Regex Feature();
}
