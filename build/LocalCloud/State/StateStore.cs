using Microsoft.Data.Sqlite;

namespace Bundt.LocalCloud.State;

/// <summary>
/// Keeps the state of all regions, so that it survives the server's end, at whatever moment. Changes are written one after the other, those
/// that come meanwhile together; nobody is answered before what the answer tells of is kept.
/// </summary>
public sealed partial class StateStore : IHostedService, IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Cloud _cloud;
    private readonly StateDatabase _database;
    private readonly ILogger<StateStore> _log;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _attempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyDictionary<string, Region> _kept = new Dictionary<string, Region>();
    private IReadOnlyDictionary<string, Region> _tried;
    private Task _writing = Task.CompletedTask;

    /// <summary>Loads what is kept into the cloud.</summary>
    /// <exception cref="IOException">What is kept cannot be read; the message says why and what to do.</exception>
    public StateStore(Cloud cloud, Options options, ILogger<StateStore> log)
    {
        (_cloud, _log) = (cloud, log);
        _database = new StateDatabase(options.StateDirectory);
        try
        {
            cloud.Load(_database.Load());
        }
        catch
        {
            _database.Dispose();
            throw;
        }

        _tried = _kept = cloud.Snapshot;
        cloud.Changed += Note;
    }

    /// <summary>Why the newest changes are not kept, or null when they are.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteWhenChanged, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _cloud.Changed -= Note;
        await _stop.CancelAsync();
        await _writing;
        Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _changed.Dispose();
        _stop.Dispose();
    }

    /// <summary>
    /// Completes when the state as it is now, or a later one, is kept, or when that failed: a full disk must not stop what goes on in memory.
    /// Answers whether it is kept; <see cref="Failure"/> says why not.
    /// </summary>
    public async Task<bool> Kept()
    {
        if (!ReferenceEquals(_tried, _cloud.Snapshot))
            await NextAttempt();
        return Failure is null;
    }

    /// <summary>Completes when the state as it is now, or a later one, is kept, however long there is no space for it.</summary>
    public async Task Keeping()
    {
        while (true)
        {
            Task attempt;
            lock (_gate)
                attempt = _attempt.Task;
            if (await Kept())
                return;
            await attempt;
        }
    }

    private async Task NextAttempt()
    {
        // The attempt that goes on now may have begun before the change; the one after it has not.
        for (var attempts = 0; attempts < 2; attempts++)
        {
            Task attempt;
            lock (_gate)
            {
                if (ReferenceEquals(_tried, _cloud.Snapshot))
                    return;
                attempt = _attempt.Task;
            }

            await attempt;
        }
    }

    private void Write()
    {
        var now = _cloud.Snapshot;
        try
        {
            _database.Write(_kept.Keys.Union(now.Keys)
                .Select(name => (Before: _kept.GetValueOrDefault(name), After: now.GetValueOrDefault(name)))
                .Where(region => !ReferenceEquals(region.Before, region.After))
                .SelectMany(region => StateTables.Difference(region.Before, region.After)));
            (_kept, Failure) = (now, null);
        }
        catch (Exception broken) when (broken is SqliteException or IOException)
        {
            // A full disk or a removed folder must not end the server: it is tried again.
            Failure = broken.Message;
            NotKept(broken);
        }

        TaskCompletionSource done;
        lock (_gate)
        {
            _tried = now;
            (done, _attempt) = (_attempt, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        done.SetResult();
    }

    private void Note(Region before, Region after)
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is already known that something changed.
        }
    }

    private async Task WriteWhenChanged()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(Failure is null ? Timeout.InfiniteTimeSpan : BetweenAttempts, _stop.Token);
                Write();
            }
        }
        catch (OperationCanceledException)
        {
            // The last write comes with the stop.
        }
    }

    [LoggerMessage(LogLevel.Error, "the state could not be kept")]
    private partial void NotKept(Exception broken);
}
