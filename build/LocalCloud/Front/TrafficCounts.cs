using System.Collections.Concurrent;

namespace Bundt.LocalCloud.Front;

/// <summary>How many requests went where, since the start.</summary>
internal sealed class TrafficCounts
{
    private readonly ConcurrentDictionary<TrafficCount, long> _counts = new();

    /// <summary>All counts.</summary>
    public IEnumerable<KeyValuePair<TrafficCount, long>> All => _counts;

    /// <summary>Counts a request.</summary>
    public void Add(TrafficCount count) => _counts.AddOrUpdate(count, 1, static (_, known) => known + 1);
}
