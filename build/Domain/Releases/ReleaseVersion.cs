using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Domain.Releases;

/// <summary>A semantic version of the application, 1.4.2 or 1.5.0-rc.1 (semver.org, without build metadata).</summary>
public sealed partial record ReleaseVersion(int Major, int Minor, int Patch, string? Prerelease = null) : IComparable<ReleaseVersion>
{
    /// <summary>The version of a first release.</summary>
    public static ReleaseVersion First { get; } = new(1, 0, 0);

    /// <summary>Whether it comes before the release that it leads to, as 1.5.0-rc.1 does.</summary>
    public bool IsPreRelease => Prerelease is not null;

    /// <summary>The git tag that marks it: <c>v1.4.2</c>.</summary>
    public string Tag => $"v{this}";

    /// <summary>Reads <c>1.4.2</c> or <c>v1.4.2</c>.</summary>
    /// <exception cref="Problem">It is neither.</exception>
    public static ReleaseVersion Parse(string text) => TryParse(text)
        ?? throw new Problem($"'{text}' is not a release: expected a version such as 1.4.2 or v1.4.2.");

    /// <summary>Reads <c>1.4.2</c> or <c>v1.4.2</c>; null when it is neither.</summary>
    public static ReleaseVersion? TryParse(string? text)
    {
        var match = Pattern().Match(text ?? "");
        return match.Success
            ? new ReleaseVersion(Part("major"), Part("minor"), Part("patch"), match.Groups["pre"] is { Success: true } pre ? pre.Value : null)
            : null;

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>The version after this one. A pre-release is finished by the release it leads to, where that is a step as large as asked.</summary>
    public ReleaseVersion Next(Bump bump) => (bump, Prerelease is not null) switch
    {
        (Bump.Major, true) when (Minor, Patch) == (0, 0) => new(Major, 0, 0),
        (Bump.Minor, true) when Patch == 0 => new(Major, Minor, 0),
        (Bump.Patch, true) => new(Major, Minor, Patch),
        (Bump.Major, _) => new(Major + 1, 0, 0),
        (Bump.Minor, _) => new(Major, Minor + 1, 0),
        _ => new(Major, Minor, Patch + 1),
    };

    /// <inheritdoc />
    public int CompareTo(ReleaseVersion? other)
    {
        if (other is null)
            return 1;
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : (Prerelease, other.Prerelease) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            var (mine, theirs) => ComparePrerelease(mine, theirs),
        };
    }

    /// <inheritdoc />
    public override string ToString() => $"{Major}.{Minor}.{Patch}{(Prerelease is null ? "" : "-" + Prerelease)}";

    /// <summary>Whether the left version precedes the right one.</summary>
    public static bool operator <(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version follows the right one.</summary>
    public static bool operator >(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version precedes the right one or equals it.</summary>
    public static bool operator <=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version follows the right one or equals it.</summary>
    public static bool operator >=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) >= 0;

    private static int ComparePrerelease(string left, string right)
    {
        var (mine, theirs) = (left.Split('.'), right.Split('.'));
        foreach (var (a, b) in mine.Zip(theirs))
        {
            var order = (a.All(char.IsAsciiDigit), b.All(char.IsAsciiDigit)) switch
            {
                // Numbers of any length have no leading zeros: the longer one is larger.
                (true, true) when a.Length != b.Length => a.Length.CompareTo(b.Length),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(a, b),
            };
            if (order != 0)
                return order;
        }

        return mine.Length.CompareTo(theirs.Length);
    }

    private const string Number = "(0|[1-9][0-9]{0,8})";
    private const string Identifier = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

    [GeneratedRegex($@"\Av?(?<major>{Number})\.(?<minor>{Number})\.(?<patch>{Number})(-(?<pre>{Identifier}(\.{Identifier})*))?\z")]
    private static partial Regex Pattern();
}
