using System.Net;

namespace Bundt.LocalCloud.Front;

/// <summary>The connections to one target, and the requests in flight on them.</summary>
internal sealed class Backend : IDisposable
{
    private readonly CancellationTokenSource _cut = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _inFlight;

    /// <summary>Makes it; connections open when they are needed.</summary>
    /// <param name="key">The target.</param>
    /// <param name="address">The instance's address, or null when it has none any more.</param>
    /// <param name="since">When the target was first known healthy or at all (UTC), for slow start.</param>
    public Backend(TargetKey key, string? address, DateTimeOffset since)
    {
        (Key, Since) = (key, since);
        Prefix = address is null ? null : $"http://{address}:{key.Port}";
        // Idle connections go long before any server closes them by itself (Node after 5 s, gunicorn after 2 s, Kestrel after 130 s):
        // a request that meets a closing connection would be answered 502.
        Client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
            MaxResponseDrainSize = 0,
        });
    }

    /// <summary>The target.</summary>
    public TargetKey Key { get; }

    /// <summary>When it came (UTC).</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Where it answers, such as <c>http://127.10.0.1:8080</c>, or null when it is gone.</summary>
    public string? Prefix { get; }

    /// <summary>Its pooled connections.</summary>
    public HttpMessageInvoker Client { get; }

    /// <summary>The requests in flight.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Cancelled when requests in flight must end.</summary>
    public CancellationToken Ended => _cut.Token;

    /// <summary>Counts a request in.</summary>
    public void Enter() => Interlocked.Increment(ref _inFlight);

    /// <summary>Counts it out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) > 0)
            return;
        lock (_gate)
        {
            if (_inFlight == 0)
                _idle?.TrySetResult();
        }
    }

    /// <summary>Completes when no request is in flight.</summary>
    public Task WhenIdle()
    {
        lock (_gate)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (InFlight == 0)
                _idle.SetResult();
            return _idle.Task;
        }
    }

    /// <summary>Ends the requests in flight.</summary>
    public void Cut() => _cut.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _cut.Dispose();
    }
}
