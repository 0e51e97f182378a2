namespace Bundt.Domain.Traffic;

/// <summary>What one request from outside was answered with.</summary>
/// <param name="Status">The HTTP status, or null when there was no answer.</param>
/// <param name="Version">The version in the answer, or null.</param>
/// <param name="Commit">The commit in the answer, or null.</param>
/// <param name="Server">The instance id in the answer, or null.</param>
/// <param name="Failure">Why there was no usable answer, or null.</param>
/// <param name="Latency">How long it took.</param>
public sealed record Probe(int? Status, string? Version, string? Commit, string? Server, string? Failure, TimeSpan Latency)
{
    /// <summary>The first thing that is wrong with it, or null when it answers as that release does.</summary>
    /// <param name="version">The version expected, such as <c>1.4.2</c>.</param>
    /// <param name="commit">The commit expected, or null when the version is enough.</param>
    public string? Reason(string version, string? commit) =>
        Failure is not null ? Failure
        : Status is not 200 ? $"answered with status {Status}"
        : Version != version ? $"answered as version {Version ?? "(none)"}, not {version}"
        : commit is not null && Commit != commit ? $"answered from commit {Commit ?? "(none)"}, not {commit}"
        : null;

    /// <summary>The first thing that is wrong with it, or null when it answers as one of those versions does.</summary>
    /// <param name="versions">The versions; the first is the one that is expected most.</param>
    public string? Reason(IReadOnlyCollection<string> versions) =>
        Version is not null && versions.Contains(Version) ? Reason(Version, null) : Reason(versions.First(), null);
}
