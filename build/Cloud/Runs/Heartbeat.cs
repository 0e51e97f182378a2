using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>Renews a lease in the background as long as the run goes on, and sees when it is lost.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly LeaseStore _store;
    private readonly WriteGuard _guard;
    private readonly TimeSpan _expiry;
    private readonly CancellationTokenSource _end = new();
    private readonly PeriodicTimer _pace;
    private readonly Task _beating;
    private Lease _lease;

    /// <summary>Begins.</summary>
    /// <param name="store">Where the lease is kept.</param>
    /// <param name="guard">Is told of each renewal, and of the loss.</param>
    /// <param name="pace">When; it ends with this.</param>
    /// <param name="expiry">How long a renewal lasts.</param>
    /// <param name="lease">The lease as it was taken.</param>
    /// <param name="tag">Its ETag.</param>
    public Heartbeat(LeaseStore store, WriteGuard guard, PeriodicTimer pace, TimeSpan expiry, Lease lease, string tag)
    {
        (_store, _guard, _pace, _expiry, _lease, Tag) = (store, guard, pace, expiry, lease, tag);
        _beating = Task.Run(Beat);
    }

    /// <summary>The ETag of the lease as it was renewed last.</summary>
    public string Tag { get; private set; }

    /// <summary>Ends, and waits for a renewal that is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _pace.Dispose();
        _end.Dispose();
    }

    private async Task Beat()
    {
        try
        {
            while (await _pace.WaitForNextTickAsync(_end.Token) && await Renew())
            {
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    // False once it is lost. A bucket that does not answer is asked again at the next beat; when that goes on the lease runs out.
    private async Task<bool> Renew()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(Lease.Beat(_expiry));
        try
        {
            var now = _guard.Time.GetUtcNow();
            if (_lease.IsExpired(now))
                return Lose($"ran out at {_lease.Expires:HH:mm:ss} UTC, while this run stood still or could not renew it", await _store.Read(limit.Token));
            var renewed = _lease.Renewed(now, _expiry);
            var tag = await _store.Replace(Tag, renewed, limit.Token);
            if (tag is null)
            {
                var found = await _store.Read(limit.Token);
                if (found?.Value.Run != _lease.Run)
                    return Lose("was taken from this run", found);
                (renewed, tag) = (found.Value, found.ETag);
            }

            (_lease, Tag) = (renewed, tag);
            _guard.Hold(renewed);
        }
        catch (Problem silent) when (_lease.IsExpired(_guard.Time.GetUtcNow()))
        {
            return Lose($"ran out at {_lease.Expires:HH:mm:ss} UTC: {silent.What}", null);
        }
        catch (Problem)
        {
            // The next beat tries again.
        }

        _end.Token.ThrowIfCancellationRequested();
        return true;
    }

    private bool Lose(string how, Stored<Lease>? found)
    {
        var now = found?.Value is { } other && other.Run != _lease.Run ? $"Now it is held by {other}." : "Nobody holds it now.";
        _guard.Lose($"The lease of {_lease.App} in {_lease.Env} {how}. {now}");
        return false;
    }
}
