using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Cloud.Images;

/// <summary>What Packer said, run by run, in the logs that are kept of it on this computer.</summary>
internal static partial class PackerLogs
{
    /// <summary>The name of the file of what Packer said in a run, in the run's folder.</summary>
    public const string Name = "packer.log";

    /// <summary>The name of the log that Packer itself keeps, and goes on with when its run is killed.</summary>
    public const string Own = "packer-debug.log";

    /// <summary>The names of what the bakes of runs that are over have made for themselves.</summary>
    /// <param name="folder">The folder of the runs' folders, which are named with their ids.</param>
    /// <param name="isOver">Tells whether the run of that id, begun at that time (UTC), is over.</param>
    public static IReadOnlySet<string> Temporary(string folder, Func<string?, DateTimeOffset, bool> isOver) => !Directory.Exists(folder)
        ? new HashSet<string>()
        : new DirectoryInfo(folder).EnumerateDirectories()
            .Where(run => isOver(run.Name, run.CreationTimeUtc))
            .SelectMany(run => new[] { Name, Own }.Select(name => Path.Combine(run.FullName, name)))
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .SelectMany(line => Made().Matches(line))
            .Select(match => match.Value)
            .ToHashSet();

    /// <summary>When a bake has made a key pair or security group for itself; null when the name is none that Packer gives.</summary>
    /// <param name="name">Its name.</param>
    public static DateTimeOffset? Began(string name) => Made().Match(name) is { Success: true } match && match.Length == name.Length
        ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(match.Groups["began"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        : null;

    // Source: Packer 1.6.6, builder/amazon/ebs and communicator/ssh: "packer_" and a UUID that begins with the seconds since 1970.
    [GeneratedRegex("packer_(?<began>[0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Made();
}
