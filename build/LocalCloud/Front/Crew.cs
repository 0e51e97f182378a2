namespace Bundt.LocalCloud.Front;

/// <summary>
/// Keeps one piece of work running for each key that is wanted: begins it when its key appears, cancels it when its key is gone.
/// Not for use by several threads at once.
/// </summary>
internal sealed class Crew<TKey>(ILogger log) where TKey : notnull
{
    private readonly Dictionary<TKey, (Task Work, CancellationTokenSource Stop)> _members = [];

    /// <summary>Sets which keys are wanted. Work that ended by itself begins again while its key is wanted.</summary>
    /// <returns>Completes when the work that was cancelled has ended.</returns>
    public Task Set(IReadOnlyDictionary<TKey, Func<CancellationToken, Task>> wanted)
    {
        var leaving = _members.Where(member => !wanted.ContainsKey(member.Key)).ToList();
        foreach (var (key, member) in leaving)
        {
            member.Stop.Cancel();
            _members.Remove(key);
        }

        foreach (var (key, work) in wanted)
        {
            if (!_members.TryGetValue(key, out var member) || member.Work.IsCompleted)
            {
                var stop = new CancellationTokenSource();
                _members[key] = (Task.Run(() => Run(key, work, stop.Token), CancellationToken.None), stop);
            }
        }

        return Task.WhenAll(leaving.Select(member => member.Value.Work));
    }

    private async Task Run(TKey key, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Its key is no longer wanted.
        }
        catch (Exception broken)
        {
            log.LogError(broken, "the work on {Key} broke", key);
        }
    }
}
