using Bundt.Cloud.Traffic;
using Bundt.Domain.Runs;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline;

/// <summary>What is remembered of a run, for its report and for whoever watches: what it walked, waited for and met with. It asks nobody anything.</summary>
public sealed class Journal(TimeProvider time, EventLog? log = null)
{
    private readonly Lock _gate = new();
    private readonly List<Step> _steps = [];
    private readonly List<Wait> _waits = [];
    private readonly List<Wait> _waiting = [];
    private readonly List<SeenProbe> _probes = [];

    /// <summary>When the run began (UTC).</summary>
    public DateTimeOffset Begun { get; } = time.GetUtcNow();

    /// <summary>The names of the targets that are to be walked, in their order.</summary>
    public IReadOnlyList<string> Route { get; set; } = [];

    /// <summary>The release, once it is known, such as <c>v1.4.2</c>.</summary>
    public string? Release { get; set; }

    /// <summary>The target that is being walked, and since when (UTC); or null.</summary>
    public (string Name, DateTimeOffset Begun)? Current { get; private set; }

    /// <summary>The targets that were walked, in their order.</summary>
    public IReadOnlyList<Step> Steps => Copy(_steps);

    /// <summary>What was waited for, in the order in which it ended.</summary>
    public IReadOnlyList<Wait> Waits => Copy(_waits);

    /// <summary>What is waited for now.</summary>
    public IReadOnlyList<Wait> Waiting => Copy(_waiting);

    /// <summary>The probes that were sent.</summary>
    public IReadOnlyList<SeenProbe> Probes => Copy(_probes);

    /// <summary>A target begins.</summary>
    public void Begin(string step)
    {
        Current = (step, time.GetUtcNow());
        log?.Write(new(time.GetUtcNow(), RunEvent.StepBegun, step));
    }

    /// <summary>A target has ended.</summary>
    public void Add(string step, TimeSpan took, bool succeeded)
    {
        lock (_gate)
            _steps.Add(new(step, time.GetUtcNow() - took, took, succeeded));
        Current = null;
        log?.Write(new(time.GetUtcNow(), RunEvent.StepEnded, step, Seconds: Math.Round(took.TotalSeconds, 3), Succeeded: succeeded));
    }

    /// <summary>A wait begins, goes on for another reason, or is over.</summary>
    public void Add(Wait wait)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(other => other.What == wait.What && other.Begun == wait.Begun);
            (wait.Succeeded is null ? _waiting : _waits).Add(wait);
        }

        log?.Write(new(
            time.GetUtcNow(), wait.Succeeded is null ? RunEvent.Waiting : RunEvent.WaitEnded, Current?.Name, wait.What, wait.Reason, Math.Round(wait.Took.TotalSeconds, 3), wait.Succeeded));
    }

    /// <summary>Something was told to whoever watches.</summary>
    public void Add(string step, string text) => log?.Write(new(time.GetUtcNow(), RunEvent.Said, step.Length > 0 ? step : Current?.Name, Text: text));

    /// <summary>A prober whose probes are remembered.</summary>
    public IProber Of(IProber prober) => new Witness(prober, this);

    private void Add(Uri address, Probe probe)
    {
        lock (_gate)
            _probes.Add(new(time.GetUtcNow(), address, probe));
    }

    private List<T> Copy<T>(List<T> all)
    {
        lock (_gate)
            return [.. all];
    }

    private sealed class Witness(IProber prober, Journal journal) : IProber
    {
        public async Task<Probe> Send(Uri address, CancellationToken cancellation)
        {
            var probe = await prober.Send(address, cancellation);
            journal.Add(address, probe);
            return probe;
        }
    }
}
