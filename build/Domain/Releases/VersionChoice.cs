using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Domain.Releases;

/// <summary>Chooses the version of a release.</summary>
public static partial class VersionChoice
{
    // What AWS takes of a name is used for the application and the environment too.
    private const int LongestIdentifier = 24;

    /// <summary>
    /// The version for a commit: the one asked for; else one step up from the newest release, as far as asked or as the commits since then
    /// say in their Conventional Commits headers; else 1.0.0.
    /// </summary>
    /// <param name="asked"><c>--release</c>, or null.</param>
    /// <param name="bump"><c>--bump</c>, or null.</param>
    /// <param name="newest">The newest release among the tags, which is no pre-release; or null.</param>
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

    /// <summary>The next pre-release of a release: 1.5.0-feature-x.3, named after the branch and counted for it.</summary>
    /// <param name="release">The release that it leads to.</param>
    /// <param name="branch">The branch, as in <c>feature/x</c>.</param>
    /// <param name="taken">The versions that are tagged, whatever they are.</param>
    public static ReleaseVersion PreRelease(ReleaseVersion release, string branch, IEnumerable<ReleaseVersion> taken)
    {
        var beginning = Identifier(branch) + ".";
        var last = taken
            .Where(version => version.IsPreRelease && version with { Prerelease = null } == release && version.Prerelease!.StartsWith(beginning, StringComparison.Ordinal))
            .Select(version => int.TryParse(version.Prerelease![beginning.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty(0).Max();
        return release with { Prerelease = $"{beginning}{last + 1}" };
    }

    /// <summary>
    /// A branch's name as an identifier of a version: small letters, digits and hyphens, as names of AWS resources take them; it begins with a
    /// letter, since a number alone would have an order, and no leading zero, of its own.
    /// </summary>
    private static string Identifier(string branch)
    {
        var plain = Other().Replace(branch.ToLowerInvariant(), "-").Trim('-');
        var begun = plain.Length == 0 ? "branch" : char.IsAsciiLetter(plain[0]) ? plain : $"branch-{plain}";
        return begun[..Math.Min(begun.Length, LongestIdentifier)].TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Other();

    [GeneratedRegex(@"\A[a-zA-Z]+(\([^)]*\))?!:|^BREAKING[ -]CHANGE:", RegexOptions.Multiline)]
    private static partial Regex Breaking();

    [GeneratedRegex(@"\Afeat(\([^)]*\))?:", RegexOptions.IgnoreCase)]
    private static partial Regex Feature();
}
