using System.Collections.Concurrent;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;

namespace Bundt.Cloud.Rehearsals;

/// <summary>Looks about twice a second how many healthy targets live traffic has.</summary>
public sealed class CapacityWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<CapacitySample> _seen = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _pace;
    private readonly Task _looking;

    /// <summary>Begins at once.</summary>
    /// <param name="cloud">Where to look.</param>
    /// <param name="poll">Gives the pace.</param>
    /// <param name="clock">The time since whatever samples are to be dated from.</param>
    public CapacityWatch(TwinCloud cloud, Poll poll, Func<TimeSpan> clock)
    {
        _pace = poll.Every(Pace);
        _looking = Task.Run(() => Look(cloud, clock));
    }

    /// <summary>What was seen so far.</summary>
    public IReadOnlyList<CapacitySample> Seen => [.. _seen];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _pace.Dispose();
        _stop.Dispose();
    }

    private async Task Look(TwinCloud cloud, Func<TimeSpan> clock)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _seen.Enqueue(await cloud.Sample(clock()));
            }
            catch (Problem)
            {
                // A look that fails tells nothing of the servers; the next one follows.
            }

            await ((Task)_pace.WaitForNextTickAsync(_stop.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
