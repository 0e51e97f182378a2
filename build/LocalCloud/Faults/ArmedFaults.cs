using System.Collections.Immutable;
using System.Globalization;

namespace Bundt.LocalCloud.Faults;

/// <summary>The faults that are armed, and those that have struck as often as they should.</summary>
public sealed partial class ArmedFaults(TimeProvider time, ILogger<ArmedFaults> log)
{
    // The log of a busy load balancer would be full of them.
    private const int Told = 10;

    private readonly Lock _gate = new();
    private volatile ImmutableList<ArmedFault> _armed = [];
    private int _last;

    /// <summary>Raised when faults were armed or disarmed.</summary>
    public event Action? Changed;

    /// <summary>What <c>GET /_local/faults</c> shows.</summary>
    public IReadOnlyList<FaultReport> Reports
    {
        get
        {
            lock (_gate)
                return _armed.ConvertAll(armed => armed.Report(time.GetUtcNow()));
        }
    }

    /// <summary>Arms a fault. One that leaves its draws to chance gets a seed here, so that they can be had again.</summary>
    public FaultReport Arm(Fault fault)
    {
        var kind = FaultKind.All.First(known => known.Name == fault.Kind);
        var whole = fault.Chance < 1 ? fault with { Seed = fault.Seed ?? Random.Shared.Next() } : fault;
        FaultReport report;
        lock (_gate)
        {
            var id = (++_last).ToString(CultureInfo.InvariantCulture);
            var armed = new ArmedFault(id, whole, kind, time.GetUtcNow());
            _armed = _armed.Add(armed);
            report = armed.Report(time.GetUtcNow());
        }

        IsArmed(report.Id, kind.Name, kind.Does, whole.Chance, whole.Seed);
        Changed?.Invoke();
        return report;
    }

    /// <summary>Disarms one fault, or all when no id is given.</summary>
    public void Disarm(string? id = null)
    {
        lock (_gate)
            _armed = id is null ? [] : _armed.RemoveAll(armed => armed.Id == id);
        Changed?.Invoke();
    }

    /// <summary>The fault of that kind that strikes a subject now, counted, or null.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="subject">What may be struck; not asked for when there is no such fault.</param>
    /// <param name="when">What a fault depends on besides, or null.</param>
    public ArmedFault? Strike(FaultKind kind, Func<Subject> subject, Func<ArmedFault, bool>? when = null)
    {
        if (!Any(kind))
            return null;
        var struck = subject();
        ArmedFault? found;
        lock (_gate)
            found = _armed.Find(armed => armed.Kind == kind && armed.Strikes(struck, time.GetUtcNow(), when));
        if (found?.Struck <= Told)
            Strikes(found.Id, kind.Name, struck);
        return found;
    }

    /// <summary>Whether a fault of that kind is there at all; costs nothing when there is none.</summary>
    public bool Any(FaultKind kind) => _armed.Exists(armed => armed.Kind == kind);

    /// <summary>The faults of that kind, whatever their state.</summary>
    public ImmutableList<ArmedFault> Of(FaultKind kind) => _armed.FindAll(armed => armed.Kind == kind);

    [LoggerMessage(LogLevel.Information, "fault {Id} is armed, {Kind}: {Does} (chance {Chance}, seed {Seed})")]
    private partial void IsArmed(string id, string kind, string does, double chance, int? seed);

    [LoggerMessage(LogLevel.Information, "fault {Id}, {Kind}, strikes {Subject}")]
    private partial void Strikes(string id, string kind, Subject subject);
}
