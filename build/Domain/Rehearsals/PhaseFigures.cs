using Bundt.Domain.Traffic;

namespace Bundt.Domain.Rehearsals;

/// <summary>What a load met with in one phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Requests">Its requests, from its beginning to that of the next, in the order in which they were sent.</param>
/// <param name="Samples">The capacity meanwhile.</param>
public sealed record PhaseFigures(RehearsedPhase Phase, IReadOnlyList<LoadedRequest> Requests, IReadOnlyList<CapacitySample> Samples)
{
    // Of each thing that went wrong one is enough to look at.
    private const int FewExamples = 3;

    private IReadOnlyList<TimeSpan> Latencies => field ??= [.. Requests.Where(request => request.Status is not null).Select(request => request.Latency).Order()];

    /// <summary>Those that failed.</summary>
    public IReadOnlyList<LoadedRequest> Failed => field ??= [.. Requests.Where(request => request.Failure is not null)];

    /// <summary>
    /// Those that a version answered that could not: while traffic moves the one before and the one after can, and then that one alone.
    /// </summary>
    public IReadOnlyList<LoadedRequest> Wrong => field ??=
        [.. Requests.Where(request => request.Version is { } version && version != Phase.To && (version != Phase.From || request.At > Phase.Ended))];

    /// <summary>The versions that answered, in the order in which each was first seen.</summary>
    public IReadOnlyList<string> Versions => [.. Requests.Select(request => request.Version).OfType<string>().Distinct()];

    /// <summary>When the last request was answered by the version before, from the phase's beginning: how long the public waited for the other. Null where none was.</summary>
    public TimeSpan? Moved => Phase.Moves && Requests.LastOrDefault(request => request.Version is not null && request.Version == Phase.From) is { } last
        ? last.At + last.Latency - Phase.Begun : null;

    /// <summary>When traffic began to move, as far as it was seen: another target group had some, or another version answered. Null where it was not.</summary>
    public TimeSpan? MoveBegun => new[]
    {
        Requests.FirstOrDefault(request => request.Version == Phase.To)?.At,
        Samples.FirstOrDefault(sample => sample.Targets.Any(targets => Samples[0].Targets.All(first => first.Name != targets.Name)))?.At,
    }.Min();

    /// <summary>The sample that lacked the most, with the target group and how many it lacked; null where there was always enough.</summary>
    public (CapacitySample Sample, CarryingTargets Targets)? Shortest => Phase.Kind == PhaseKind.Faults ? null :
        Samples.SelectMany(sample => sample.Targets.Select(targets => (Sample: sample, Targets: targets)))
            .Where(one => one.Targets.Healthy < one.Targets.Needs(Phase.Needed))
            .OrderByDescending(one => one.Targets.Needs(Phase.Needed) - one.Targets.Healthy).Select(one => ((CapacitySample, CarryingTargets)?)one).FirstOrDefault();

    /// <summary>The latency that a share of the answers did not exceed.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    public TimeSpan Latency(double share) => Figures.Percentile(Latencies, share);

    /// <summary>The longest that an answer took.</summary>
    public TimeSpan Slowest => Latencies is [.., var last] ? last : TimeSpan.Zero;

    /// <summary>Some of those that failed, each kind with how often and the first of it.</summary>
    /// <param name="failed">Those.</param>
    public IReadOnlyList<string> Examples(IEnumerable<LoadedRequest> failed) =>
    [
        .. failed.GroupBy(request => (request.Path, request.Failure)).OrderByDescending(kind => kind.Count()).Take(FewExamples)
            .Select(kind => FormattableString.Invariant($"{kind.Count()} × {kind.Key.Path} {kind.Key.Failure} (the first {(kind.Min(request => request.Counted) - Phase.Begun).TotalSeconds:0.0} s after the beginning)")),
    ];
}
