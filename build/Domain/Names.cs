using System.Globalization;
using System.Text.RegularExpressions;
using Bundt.Domain.Releases;

namespace Bundt.Domain;

/// <summary>Every name and tag key that Bundt writes to AWS, computed here and nowhere else.</summary>
public static partial class Names
{
    /// <summary>The tag that names the application.</summary>
    public const string App = "bundt:app";

    /// <summary>The tag that names the environment; not on images, since one image serves all.</summary>
    public const string Env = "bundt:env";

    /// <summary>The tag that holds the release, such as <c>v1.4.2</c>.</summary>
    public const string Release = "bundt:release";

    /// <summary>The tag that holds the commit: forty hexadecimal digits.</summary>
    public const string Commit = "bundt:commit";

    /// <summary>The tag that holds the id of the run that made the resource.</summary>
    public const string Run = "bundt:run";

    /// <summary>The tag that says who ran it: <c>user@host</c>.</summary>
    public const string CreatedBy = "bundt:created-by";

    /// <summary>The tag of a server group that names the group it replaced in live traffic; written before the live rule changes.</summary>
    public const string Replaces = "bundt:replaces";

    /// <summary>The tag of the previous group: until when (ISO 8601, UTC) it is kept at full size.</summary>
    public const string WarmUntil = "bundt:warm-until";

    /// <summary>The tag of a group whose deployment or verification failed; its value says why.</summary>
    public const string Failed = "bundt:failed";

    /// <summary>The tag of a group that live traffic was taken back from.</summary>
    public const string RolledBack = "bundt:rolled-back";

    /// <summary>The tag of a group that is not live any more: the sizes and scheduled actions it had, as JSON, for a rollback.</summary>
    public const string Sizes = "bundt:sizes";

    /// <summary>The tag that holds the digest of the servers section of the environment file.</summary>
    public const string Config = "bundt:config";

    /// <summary>The tag of an image that holds the digest of what it was baked from: 64 hexadecimal digits.</summary>
    public const string Inputs = "bundt:inputs";

    /// <summary>The tag of an image that accounts may launch from which nothing can be read: their numbers. It protects the image from pruning.</summary>
    public const string SharedWith = "bundt:shared-with";

    /// <summary>The tag that protects an image from pruning.</summary>
    public const string Keep = "bundt:keep";

    /// <summary>The scheduled action that takes a group to nothing at its deadline.</summary>
    public const string Deadline = "bundt-deadline";

    /// <summary>The most characters of the name of a launch template or an image (EC2 API reference: CreateLaunchTemplate, CreateImage).</summary>
    public const int Longest = 128;

    /// <summary>Why a version cannot be had in an environment, since the names made of it would be longer than AWS takes; null when it can.</summary>
    /// <param name="app">The application.</param>
    /// <param name="env">The environment.</param>
    /// <param name="version">The release.</param>
    public static Problem? TooLong(string app, string env, ReleaseVersion version)
    {
        var name = new[] { Group(app, env, version, number: 999), $"{ImagePrefix(app, version)}0123456789ab" }.MaxBy(name => name.Length)!;
        return name.Length <= Longest ? null : new(
            $"{version.Tag} is too long a version: {name} would have {name.Length} characters, and AWS takes {Longest}.", "Nothing was changed.",
            "Name a shorter one with --release.");
    }

    /// <summary>What every server group of the application in the environment begins with: <c>web-prod-</c>.</summary>
    public static string GroupPrefix(string app, string env) => $"{app}-{env}-";

    /// <summary>A wildcard for the names of all server groups of the application in the environment, and of what they are launched from.</summary>
    public static string AllGroups(string app, string env) => $"{GroupPrefix(app, env)}v*";

    /// <summary>The name of a server group and its launch template: <c>web-prod-v1-4-2-1</c>.</summary>
    /// <param name="app">The application.</param>
    /// <param name="env">The environment.</param>
    /// <param name="version">The release.</param>
    /// <param name="number">Counts the deployments of that release in that environment, from 1.</param>
    public static string Group(string app, string env, ReleaseVersion version, int number) =>
        $"{DeploymentPrefix(app, env, version)}{number}";

    /// <summary>
    /// What the names of all deployments of a release begin with; those of another release may begin so too, as 1.4.0-rc.1 and 1.4.0-rc-1 do.
    /// </summary>
    public static string DeploymentPrefix(string app, string env, ReleaseVersion version) => $"{GroupPrefix(app, env)}{version.Tag.Replace('.', '-')}-";

    /// <summary>The number at the end of a server group's name, or 0 when it has none.</summary>
    public static int GroupNumber(string group) =>
        TrailingNumber().Match(group) is { Success: true } match ? int.Parse(match.ValueSpan, CultureInfo.InvariantCulture) : 0;

    /// <summary>The name of an image: <c>web-v1.4.2-0123456789ab</c>, ending in the beginning of its inputs digest.</summary>
    public static string Image(string app, ReleaseVersion version, string digest) => $"{ImagePrefix(app, version)}{digest[..12]}";

    /// <summary>The name of an image that is baked again from the same inputs: <c>NAME-2</c>, then <c>NAME-3</c>.</summary>
    /// <param name="image">The name of the newest one that there is.</param>
    public static string NextImage(string image) => Numbered().Match(image) is { Success: true } match
        ? $"{match.Groups["name"].Value}-{int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) + 1}"
        : $"{image}-2";

    /// <summary>What the names of all images of a release begin with.</summary>
    public static string ImagePrefix(string app, ReleaseVersion version) => $"{app}-{version.Tag}-";

    /// <summary>The description of an image.</summary>
    public static string ImageDescription(string app, ReleaseVersion version, string commit) => $"{app} {version.Tag} ({commit})";

    /// <summary>The commit in an image's description, or null.</summary>
    public static string? CommitIn(string description) => DescribedCommit().Match(description) is { Success: true } match ? match.Groups["commit"].Value : null;

    /// <summary>The release in an image's description, such as <c>v1.4.2</c>, or null.</summary>
    public static string? ReleaseIn(string description) => DescribedCommit().Match(description) is { Success: true } match ? match.Groups["release"].Value : null;

    /// <summary>Whether an image of that name holds that release; the names of another's may begin alike, as those of 1.4.0 and 1.4.0-rc.1 do.</summary>
    public static bool IsImage(string name, string app, ReleaseVersion version) =>
        name.StartsWith(ImagePrefix(app, version), StringComparison.Ordinal) && Digest().IsMatch(name[ImagePrefix(app, version).Length..]);

    /// <summary>A wildcard for the names of all images of an application.</summary>
    public static string AllImages(string app) => $"{app}-v*";

    // The digest is twelve digits, and may look like a number.
    [GeneratedRegex(@"\A(?<name>.*-[0-9a-f]{12})-(?<number>[0-9]{1,9})\z")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\A[0-9a-f]{12}(-[0-9]{1,9})?\z")]
    private static partial Regex Digest();

    [GeneratedRegex(@" (?<release>v\S+) \((?<commit>[0-9a-f]{40})\)\z")]
    private static partial Regex DescribedCommit();

    [GeneratedRegex(@"(?<=-)[0-9]{1,9}\z")]
    private static partial Regex TrailingNumber();
}
