using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bundt.Scenarios.Load;

/// <summary>
/// Open-loop load: each request has its time from the beginning on and is sent then, whether or not those before it were answered, so that
/// a slow server meets no fewer requests. Every other one opens a connection of its own; nothing is tried twice.
/// </summary>
public sealed partial class LoadGenerator : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Uri _address;
    private readonly double _perSecond;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentQueue<HttpConnection> _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<TimeSpan> _sending;

    /// <summary>Begins at once.</summary>
    /// <param name="address">The application's address; its <c>/version</c> is asked for.</param>
    /// <param name="perSecond">Requests a second.</param>
    public LoadGenerator(Uri address, double perSecond)
    {
        (_address, _perSecond) = (new Uri(address, "/version"), perSecond);
        _sending = Task.Run(SendAll);
    }

    /// <summary>Ends it, once every request has its answer or was given up.</summary>
    public async Task<LoadReport> Stop()
    {
        await _stop.CancelAsync();
        return new(_answers, await _sending);
    }

    /// <summary>How many requests have their answer by now.</summary>
    public int Sent => _answers.Count;

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    public async ValueTask DisposeAsync()
    {
        await Stop();
        while (_open.TryDequeue(out var connection))
            connection.Dispose();
        _stop.Dispose();
    }

    private async Task<TimeSpan> SendAll()
    {
        var requests = new List<Task>();
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var due = TimeSpan.FromSeconds(number / _perSecond);
            var ahead = due - _clock.Elapsed;
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (_stop.IsCancellationRequested)
                break;
            var fresh = number % 2 == 0;
            requests.Add(Task.Run(() => Send(due, fresh)));
        }

        var duration = _clock.Elapsed;
        await Task.WhenAll(requests);
        return duration;
    }

    private async Task Send(TimeSpan due, bool fresh)
    {
        using var limit = new CancellationTokenSource(Patience);
        HttpConnection? connection = null;
        string? version = null, failure;
        try
        {
            if (fresh || !_open.TryDequeue(out connection))
            {
                connection = new HttpConnection();
                await connection.Connect(_address, limit.Token);
            }

            var (status, body) = await connection.Get(_address, fresh, limit.Token);
            version = status == 200 ? Version(body) : null;
            failure = status != 200 ? $"status {status}" : version is null ? $"no version in '{body}'" : null;
        }
        catch (OperationCanceledException)
        {
            failure = $"no answer within {Patience.TotalSeconds:0} s";
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            failure = broken.Message;
        }

        _answers.Enqueue(new(due, _clock.Elapsed - due, version, failure, fresh));
        if (connection is { Reusable: true })
            _open.Enqueue(connection);
        else
            connection?.Dispose();
    }

    private static string? Version(string body)
    {
        try
        {
            var version = JsonDocument.Parse(body).RootElement.GetProperty("version").GetString();
            return version is not null && Known().IsMatch(version) ? version : null;
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Known();
}
