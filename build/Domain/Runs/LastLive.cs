using Bundt.Domain.Releases;

namespace Bundt.Domain.Runs;

/// <summary>Tells from the history which release was live last.</summary>
public static class LastLive
{
    private static readonly string[] Movers = ["Release", "Swap", "Prune", "Rollback", "Recover"];

    /// <summary>The release, or null where the history tells of none.</summary>
    /// <param name="newest">The newest runs, the newest first.</param>
    public static ReleaseVersion? Of(IReadOnlyList<RunRecord> newest)
    {
        var last = newest.FirstOrDefault(run => run is { Outcome: "succeeded", To: not null } && run.Target.Split(", ").Any(Movers.Contains));
        // A rollback to servers that were still warm does not tell their release; the run that had made them does.
        return ReleaseVersion.TryParse(last?.Release ?? newest.FirstOrDefault(run => run.To == last?.To && run.Release is not null)?.Release);
    }
}
