using System.Text.RegularExpressions;

namespace Bundt.Cloud.Images;

/// <summary>What Packer said, run by run, in the logs that are kept of it on this computer.</summary>
internal static partial class PackerLogs
{
    /// <summary>The name of a run's log, in the run's folder.</summary>
    public const string Name = "packer.log";

    /// <summary>The names of what the bakes of runs that are over have made for themselves.</summary>
    /// <param name="folder">The folder of the runs' folders, which are named with their ids.</param>
    /// <param name="isOver">Tells whether the run of that id, begun at that time (UTC), is over.</param>
    public static IReadOnlySet<string> Temporary(string folder, Func<string, DateTimeOffset, bool> isOver) => !Directory.Exists(folder)
        ? new HashSet<string>()
        : new DirectoryInfo(folder).EnumerateDirectories()
            .Where(run => isOver(run.Name, run.CreationTimeUtc))
            .Select(run => Path.Combine(run.FullName, Name))
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .SelectMany(line => Made().Matches(line))
            .Select(match => match.Value)
            .ToHashSet();

    // Source: Packer 1.6.6, builder/amazon/ebs and communicator/ssh: "packer_" and a time-ordered UUID.
    [GeneratedRegex("packer_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Made();
}
