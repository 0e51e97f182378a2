using System.Globalization;

namespace Bundt.Scenarios.Load;

/// <summary>What a load was answered with.</summary>
/// <param name="answers">The answer of each request.</param>
/// <param name="duration">From the first request to the last.</param>
public sealed class LoadReport(IEnumerable<Answer> answers, TimeSpan duration)
{
    private readonly List<Answer> _answers = [.. answers.OrderBy(answer => answer.Due)];

    /// <summary>The answer of each request, in the order in which they were due.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    public int Sent => _answers.Count;

    public int Fresh => _answers.Count(answer => answer.Fresh);

    public int Failed => _answers.Count(answer => answer.Failure is not null);

    /// <summary>From the first request that failed to the last one.</summary>
    public TimeSpan Outage => _answers.FindLast(answer => answer.Failure is not null)?.Due - _answers.Find(answer => answer.Failure is not null)?.Due ?? TimeSpan.Zero;

    /// <summary>What went wrong, with the number of times.</summary>
    public IReadOnlyList<string> Failures =>
    [
        .. _answers.Where(answer => answer.Failure is not null).GroupBy(answer => answer.Failure!)
            .Select(kind => string.Create(CultureInfo.InvariantCulture,
                $"{kind.Count()} × {kind.Key} (from {kind.Min(answer => answer.Due).TotalSeconds:0.00} s to {kind.Max(answer => answer.Due).TotalSeconds:0.00} s)")),
    ];

    /// <summary>The versions that answered, in the order in which each was first seen.</summary>
    public IReadOnlyList<string> VersionsInOrder => [.. _answers.Select(answer => answer.Version).OfType<string>().Distinct()];

    /// <summary>The version of the newest answer.</summary>
    public string? Last => _answers.FindLast(answer => answer.Version is not null)?.Version;

    /// <summary>The answers to requests that were due later than that.</summary>
    public IReadOnlyList<Answer> After(TimeSpan start) => [.. _answers.Where(answer => answer.Due > start)];

    /// <summary>Requests a second, over the whole time.</summary>
    public double Rate => Sent / duration.TotalSeconds;

    /// <summary>From the first answer of the newest version to the last of any other: how long both answered.</summary>
    public TimeSpan Overlap
    {
        get
        {
            var first = _answers.Find(answer => answer.Version == VersionsInOrder[^1])!.Due;
            var other = _answers.FindLast(answer => answer.Version is not null && answer.Version != VersionsInOrder[^1])?.Due ?? first;
            return other > first ? other - first : TimeSpan.Zero;
        }
    }

    /// <summary>The latency that so many percent of the requests did not exceed.</summary>
    public TimeSpan Percentile(double percent) => _answers.Select(answer => answer.Latency).Order().ElementAt((int)((Sent - 1) * percent / 100));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Sent} requests in {duration.TotalSeconds:0.0} s ({Rate:0} a second, {Fresh} on new connections), {Failed} failed; ")
        + string.Create(CultureInfo.InvariantCulture,
        $"{string.Join(" then ", VersionsInOrder)}; p50 {Percentile(50).TotalMilliseconds:0} ms, p99 {Percentile(99).TotalMilliseconds:0} ms, slowest {Percentile(100).TotalMilliseconds:0} ms")
        + string.Concat(Failures.Select(failure => $"{Environment.NewLine}    {failure}"));
}
