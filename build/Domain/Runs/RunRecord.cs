using Bundt.Domain.Experiments;

namespace Bundt.Domain.Runs;

/// <summary>What the history tells of a run that wrote. All times are UTC.</summary>
/// <param name="Run">The run's id; ids are in the order of time.</param>
/// <param name="Owner">Whose run it was: <c>user@host</c>.</param>
/// <param name="Target">What it was for, such as <c>Release</c>.</param>
/// <param name="Begun">When it took the lease.</param>
public sealed record RunRecord(string Run, string Owner, string Target, DateTimeOffset Begun)
{
    /// <summary>When it ended; null while it runs, and for one that was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it ended: <c>succeeded</c>, or the first line of what went wrong; null while it runs.</summary>
    public string? Outcome { get; init; }

    /// <summary>The release that it was about, such as <c>v1.4.2</c>, or null when it did not come so far.</summary>
    public string? Release { get; init; }

    /// <summary>The server group that was live before, or null.</summary>
    public string? From { get; init; }

    /// <summary>The server group that it deployed or made live, or null.</summary>
    public string? To { get; init; }

    /// <summary>The lease that it took from another run, or null.</summary>
    public Lease? TakenFrom { get; init; }

    /// <summary>Why it took it, where a person said so.</summary>
    public string? Reason { get; init; }

    /// <summary>The experiments that it made on live servers; null when it made none.</summary>
    public IReadOnlyList<Experiment>? Experiments { get; init; }
}
