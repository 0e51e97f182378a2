using Bundt.Domain.Traffic;

namespace Bundt.Domain.Rehearsals;

/// <summary>A rehearsal that is over: all that was seen.</summary>
public sealed record Rehearsal
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The environment that was rehearsed.</summary>
    public required string Environment { get; init; }

    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>Whose run it was.</summary>
    public required string Owner { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>The version that is live in production, as it answers.</summary>
    public required string Old { get; init; }

    /// <summary>The version that was released, as it answers.</summary>
    public required string New { get; init; }

    /// <summary>How long production keeps the servers of the version before.</summary>
    public required TimeSpan Warm { get; init; }

    /// <summary>The twin, with its differences.</summary>
    public required Twin Twin { get; init; }

    /// <summary>Its network.</summary>
    public required TwinNetwork Network { get; init; }

    /// <summary>Requests a second.</summary>
    public required int PerSecond { get; init; }

    /// <summary>The phases, in their order.</summary>
    public IReadOnlyList<RehearsedPhase> Phases { get; init; } = [];

    /// <summary>The requests of the load.</summary>
    public IReadOnlyList<LoadedRequest> Requests { get; init; } = [];

    /// <summary>The capacity.</summary>
    public IReadOnlyList<CapacitySample> Samples { get; init; } = [];

    /// <summary>What did not take place, and why.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What each phase met with.</summary>
    public IReadOnlyList<PhaseFigures> Figures => field ??=
    [
        .. Phases.OrderBy(phase => phase.Begun).Select((phase, place) =>
        {
            var until = Phases.OrderBy(other => other.Begun).ElementAtOrDefault(place + 1)?.Begun ?? TimeSpan.MaxValue;
            return new PhaseFigures(
                phase, [.. Requests.Where(request => request.Counted >= phase.Begun && request.Counted < until).OrderBy(request => request.At)],
                [.. Samples.Where(sample => sample.At >= phase.Begun && sample.At < until).OrderBy(sample => sample.At)]);
        }),
    ];

    /// <summary>When the load began: what is drawn by the second begins then.</summary>
    public TimeSpan LoadBegun => Requests.Count == 0 ? TimeSpan.Zero : Requests.Min(request => request.At);

    /// <summary>What the load met with, second by second; what was answered well by paths that tell no version is counted apart.</summary>
    public IReadOnlyList<TrafficSecond> Seconds => field ??=
    [
        .. Requests.GroupBy(request => (int)(request.At - LoadBegun).TotalSeconds).OrderBy(second => second.Key).Select(second =>
        {
            var latencies = second.Where(request => request.Status is not null).Select(request => request.Latency).Order().ToList();
            return new TrafficSecond(
                second.Key, second.Count(), second.Count(request => request.Failure is not null),
                Traffic.Figures.Percentile(latencies, 0.5), Traffic.Figures.Percentile(latencies, 0.95),
                second.Where(request => request.Failure is null).CountBy(request => request.Version ?? "other paths").OrderBy(version => version.Key, StringComparer.Ordinal).ToDictionary());
        }),
    ];

    /// <summary>The figures of a phase, or null where it did not take place.</summary>
    public PhaseFigures? Of(PhaseKind kind) => Figures.FirstOrDefault(figures => figures.Phase.Kind == kind);

    /// <summary>What is wrong, each with what probably caused it; none where production may be released to.</summary>
    public IReadOnlyList<string> Findings => field ??= [.. RehearsalFindings.Of(this)];
}
