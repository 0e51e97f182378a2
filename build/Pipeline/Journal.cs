using Bundt.Cloud.Traffic;
using Bundt.Domain.Runs;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline;

/// <summary>What is remembered of a run for its report: what it walked, waited for and saw. It asks nobody anything.</summary>
public sealed class Journal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Step> _steps = [];
    private readonly List<Wait> _waits = [];
    private readonly List<SeenProbe> _probes = [];

    /// <summary>The targets that were walked, in their order.</summary>
    public IReadOnlyList<Step> Steps => [.. _steps];

    /// <summary>What was waited for, in the order in which it ended.</summary>
    public IReadOnlyList<Wait> Waits => [.. _waits];

    /// <summary>The probes that were sent.</summary>
    public IReadOnlyList<SeenProbe> Probes => [.. _probes];

    /// <summary>The server groups as they were seen first, or null.</summary>
    public SeenFleet? First { get; private set; }

    /// <summary>The server groups as they were seen last, or null.</summary>
    public SeenFleet? Last { get; private set; }

    /// <summary>A target has ended.</summary>
    public void Add(string step, TimeSpan took, bool succeeded)
    {
        lock (_gate)
            _steps.Add(new(step, time.GetUtcNow() - took, took, succeeded));
    }

    /// <summary>A wait is over.</summary>
    public void Add(Wait wait)
    {
        lock (_gate)
            _waits.Add(wait);
    }

    /// <summary>The server groups were read.</summary>
    public void Add(Fleet fleet)
    {
        lock (_gate)
        {
            Last = new(time.GetUtcNow(), fleet);
            First ??= Last;
        }
    }

    /// <summary>A prober whose probes are remembered.</summary>
    public IProber Of(IProber prober) => new Witness(prober, this);

    private void Add(Uri address, Probe probe)
    {
        lock (_gate)
            _probes.Add(new(time.GetUtcNow(), address, probe));
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
