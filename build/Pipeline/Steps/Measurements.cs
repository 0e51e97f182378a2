using Bundt.Domain.Runs;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>How long things take, as this run has measured them, or else the earlier runs of the environment. It asks nobody anything.</summary>
public sealed class Measurements(Journal journal, Sightings sightings, EventLog log)
{
    /// <summary>How long a modification of the live rule took to be seen from outside; null where nobody has measured it.</summary>
    public Measured? Move => This(journal.Waits.LastOrDefault(wait => wait.Succeeded == true && Outside.IsSettling(wait.What))?.Took) ?? Earlier(log.Longest(Outside.IsSettling));

    /// <summary>How long launched servers took to be healthy; null where nobody has measured it.</summary>
    /// <param name="group">The group of this run.</param>
    public Measured? Launch(string group) => This(WereLaunched(group) ? Longest(journal.Waits, wait => wait.What == Health.Waiting(group)) : null) ?? Earlier(log.Longest(Health.IsWaiting, Health.IsStaying));

    // Servers that were there when the run began say nothing of how long they took.
    private bool WereLaunched(string group) => sightings.First is { } first && first.Fleet.Find(group) is null or { Desired: 0 };

    private static TimeSpan? Longest(IEnumerable<Wait> waits, Func<Wait, bool> counts) =>
        waits.Where(wait => wait.Succeeded == true && counts(wait)).Select(wait => (TimeSpan?)wait.Took).Max();

    private static Measured? This(TimeSpan? took) => took is { } some ? new(some, InThisRun: true) : null;

    private static Measured? Earlier(TimeSpan? took) => took is { } some ? new(some, InThisRun: false) : null;
}
