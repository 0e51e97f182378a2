using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>
/// Open-loop load: each request has its time from the beginning on and is sent then, whether or not those before it were answered, so that
/// a slow server meets no fewer requests. Every other one opens a connection of its own; nothing is tried twice.
/// </summary>
public sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly LoadOrder _order;
    private readonly Func<TimeSpan> _clock;
    private readonly TimeSpan _begun;
    private readonly PeriodicTimer _pace;
    private readonly ConcurrentQueue<LoadedRequest> _answers = new();
    private readonly ConcurrentQueue<PlainConnection> _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;

    /// <summary>Begins at once.</summary>
    /// <param name="order">What it is to be.</param>
    /// <param name="poll">Gives the pace.</param>
    /// <param name="clock">The time since whatever its answers are to be dated from.</param>
    public Load(LoadOrder order, Poll poll, Func<TimeSpan> clock)
    {
        (_order, _clock, _begun, _pace) = (order, clock, clock(), poll.Every(Pace));
        _sending = Task.Run(SendAll);
    }

    /// <summary>What became of the requests that have their answer by now, in any order.</summary>
    public IReadOnlyList<LoadedRequest> Answers => [.. _answers];

    /// <summary>Ends it, once every request has its answer or was given up.</summary>
    public async Task<IReadOnlyList<LoadedRequest>> Stop()
    {
        await _stop.CancelAsync();
        await _sending;
        return Answers;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Stop();
        while (_open.TryDequeue(out var connection))
            connection.Dispose();
        _pace.Dispose();
        _stop.Dispose();
    }

    private async Task SendAll()
    {
        var requests = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            // All that are due by now: a computer that had other things to do sends none the fewer.
            for (var due = Due(requests.Count); due <= _clock(); due = Due(requests.Count))
            {
                var (at, turn, round) = (due, requests.Count % _order.Requests.Count, requests.Count / _order.Requests.Count);
                requests.Add(Task.Run(() => Send(at, _order.Requests[turn], isFresh: round % 2 == 0)));
            }

            await ((Task)_pace.WaitForNextTickAsync(_stop.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(requests);
    }

    private TimeSpan Due(int number) => _begun + TimeSpan.FromSeconds((double)number / _order.PerSecond);

    private async Task Send(TimeSpan due, VerifyRequest request, bool isFresh)
    {
        using var limit = new CancellationTokenSource(Patience);
        PlainConnection? connection = null;
        int? status = null;
        string? version = null, failure;
        try
        {
            if (isFresh || !_open.TryDequeue(out connection))
            {
                connection = new PlainConnection();
                await connection.Connect(_order.Address, limit.Token);
            }

            var (answered, headers, body) = await connection.Get(new Uri(_order.Address, request.Path), isFresh, limit.Token);
            status = answered;
            failure = Expectation.Reason(request, new(answered, headers, body, Requester.Values(body, request.Json.Keys), null, _clock() - due));
            if (failure is null && request.Path == _order.VersionPath && (version = Version(body)) is null)
                failure = $"answered without a version in {_order.VersionField}";
        }
        catch (OperationCanceledException)
        {
            failure = $"gave no answer within {Patience.TotalSeconds:0} s";
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            failure = $"gave no answer: {broken.Message}";
        }

        _answers.Enqueue(new(due, request.Path, status, version, failure, _clock() - due));
        if (connection is { IsReusable: true })
            _open.Enqueue(connection);
        else
            connection?.Dispose();
    }

    private string? Version(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(_order.VersionField, out var value) ? value.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
