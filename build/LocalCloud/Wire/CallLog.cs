namespace Bundt.LocalCloud.Wire;

/// <summary>The newest 20,000 calls.</summary>
public sealed class CallLog
{
    private const int Capacity = 20_000;
    private readonly Lock _gate = new();
    private readonly Queue<RecordedCall> _calls = new();
    private long _sequence;

    /// <summary>Adds a call and numbers it.</summary>
    public void Add(RecordedCall call)
    {
        lock (_gate)
        {
            _calls.Enqueue(call with { Sequence = ++_sequence });
            if (_calls.Count > Capacity)
                _calls.Dequeue();
        }
    }

    /// <summary>The calls that came after the numbered one, oldest first.</summary>
    public IReadOnlyList<RecordedCall> Since(long sequence)
    {
        lock (_gate)
            return [.. _calls.Where(call => call.Sequence > sequence)];
    }

    /// <summary>Forgets everything and counts from 1 again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
            _sequence = 0;
        }
    }
}
