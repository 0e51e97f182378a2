using System.Collections.Concurrent;

namespace Bundt.LocalCloud.Front;

/// <summary>Counts the requests that each target is answering.</summary>
internal sealed class InFlight
{
    private readonly ConcurrentDictionary<(string TargetGroup, string Instance), Counter> _counters = [];

    /// <summary>Raised when a target has answered its last request; with target group and instance.</summary>
    public event Action<string, string>? Idle;

    /// <summary>Counts a request until the answer is disposed of.</summary>
    public IDisposable Begin(string targetGroup, string instance)
    {
        var counter = _counters.GetOrAdd((targetGroup, instance), _ => new Counter());
        Interlocked.Increment(ref counter.Value);
        return new Ending(() =>
        {
            if (Interlocked.Decrement(ref counter.Value) == 0)
                Idle?.Invoke(targetGroup, instance);
        });
    }

    /// <summary>How many requests a target is answering.</summary>
    public int Of(string targetGroup, string instance) => _counters.TryGetValue((targetGroup, instance), out var counter) ? Volatile.Read(ref counter.Value) : 0;

    /// <summary>Forgets a target.</summary>
    public void Forget(string targetGroup, string instance) => _counters.TryRemove((targetGroup, instance), out _);

    private sealed class Counter
    {
        public int Value;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
