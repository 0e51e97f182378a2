using System.Collections.Concurrent;

namespace Bundt.Cloud.Access;

/// <summary>Counts the calls of a run by action: each attempt, those that failed and were made again too.</summary>
public sealed class CallCount
{
    private readonly ConcurrentDictionary<(string Service, string Action), CountedCall> _calls = new();

    /// <summary>What was called, the most frequent first.</summary>
    public IReadOnlyList<CountedCall> All => [.. _calls.Values.OrderByDescending(call => call.Count).ThenBy(call => call.Service).ThenBy(call => call.Action)];

    /// <summary>How many calls there were.</summary>
    public int Total => _calls.Values.Sum(call => call.Count);

    /// <summary>How many of them were to change something; those that keep the lease and the history are left out.</summary>
    public int Writes => _calls.Values.Where(call => call is { IsWrite: true, Service: not "s3" }).Sum(call => call.Count);

    /// <summary>Counts an attempt.</summary>
    /// <param name="service">The signing name of the service.</param>
    /// <param name="action">The action.</param>
    /// <param name="isWrite">Whether it may change anything.</param>
    /// <param name="failed">Whether it was refused or had no answer.</param>
    public void Add(string service, string action, bool isWrite, bool failed) => _calls.AddOrUpdate(
        (service, action),
        _ => new(service, action, isWrite, 1, failed ? 1 : 0),
        (_, so) => so with { Count = so.Count + 1, Failed = so.Failed + (failed ? 1 : 0) });
}
