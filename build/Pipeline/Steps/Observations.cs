using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>What the outside met with since live traffic began to move.</summary>
/// <param name="time">The clock.</param>
public sealed class Observations(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long? _firstFailure;

    /// <summary>How many probes of live traffic were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>How many of them were not answered with status 200.</summary>
    public int Failed { get; private set; }

    /// <summary>Counts one.</summary>
    /// <returns>The same.</returns>
    public Probe Count(Probe probe)
    {
        lock (_gate)
        {
            Sent++;
            if (probe.Status is not 200)
            {
                Failed++;
                _firstFailure ??= time.GetTimestamp();
            }
        }

        return probe;
    }

    /// <summary>How long ago the first of them failed; since then when none did.</summary>
    /// <param name="noticed">When it was noticed that something is wrong.</param>
    public TimeSpan Since(long noticed) => time.GetElapsedTime(_firstFailure is { } first && first < noticed ? first : noticed);
}
