namespace Bundt.Pipeline;

/// <summary>
/// Writes what happens in a run into its events.jsonl as it happens, so that also a run that was killed has left it; and reads what earlier
/// runs have left there.
/// </summary>
public sealed class EventLog(RunSettings settings) : IDisposable
{
    private const string File = "events.jsonl";
    private const int EarlierRuns = 5;
    private readonly Lock _gate = new();
    private StreamWriter? _file;
    private bool _isOff = !settings.MayWrite;

    /// <summary>Writes one; where that cannot be, the run goes on without.</summary>
    public void Write(RunEvent one)
    {
        lock (_gate)
        {
            if (_isOff)
                return;
            try
            {
                (_file ??= Open()).WriteLine(one.ToJson());
            }
            catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
            {
                _isOff = true;
            }
        }
    }

    /// <summary>How long each target took in the environment's last runs, where it did what it was to do: the middle one of their times.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Durations() => Earlier().SelectMany(run => run)
        .Where(one => one is { Event: RunEvent.StepEnded, Succeeded: true, Step: not null, Seconds: not null })
        .GroupBy(one => one.Step!, one => one.Seconds!.Value)
        .ToDictionary(step => step.Key, step => TimeSpan.FromSeconds(step.Order().ElementAt(step.Count() / 2)));

    /// <summary>How long a wait took in the environment's last runs: the longest of their times; null where there was none.</summary>
    /// <param name="counts">Whether that is what is meant, by what was waited for.</param>
    /// <param name="isThere">Whether a reason says that it was there already, and only had to stay: a wait without another one does not count. Null where each counts.</param>
    public TimeSpan? Longest(Func<string, bool> counts, Func<string, bool>? isThere = null) => Earlier()
        .SelectMany(run => run.Where(one => one.What is { } what && counts(what)).GroupBy(one => one.What))
        .Where(wait => isThere is null || wait.Any(one => one is { Event: RunEvent.Waiting, Text: { } reason } && !isThere(reason)))
        .SelectMany(wait => wait).Where(one => one is { Event: RunEvent.WaitEnded, Succeeded: true, Seconds: not null })
        .Select(one => (TimeSpan?)TimeSpan.FromSeconds(one.Seconds!.Value)).Max();

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isOff = true;
            _file?.Dispose();
        }
    }

    // The newest run first.
    private List<List<RunEvent>> Earlier()
    {
        try
        {
            return
            [
                .. new DirectoryInfo(settings.Home.Runs(settings.Environment)).EnumerateDirectories()
                    .Where(run => run.Name != settings.Run).OrderByDescending(run => run.Name, StringComparer.Ordinal)
                    .Select(run => Path.Combine(run.FullName, File)).Where(System.IO.File.Exists).Take(EarlierRuns)
                    .Select(run => System.IO.File.ReadLines(run).Select(RunEvent.Read).OfType<RunEvent>().ToList()),
            ];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private StreamWriter Open()
    {
        var folder = settings.Home.Artifacts(settings.Environment, settings.Run);
        Directory.CreateDirectory(folder);
        return new(Path.Combine(folder, File), append: true) { AutoFlush = true };
    }
}
