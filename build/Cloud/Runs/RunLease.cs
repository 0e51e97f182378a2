using System.Globalization;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>The lease, as one object in the state bucket that is only ever written as it was read.</summary>
/// <param name="bucket">The state bucket.</param>
/// <param name="guard">Is told of the lease, and lets writes through.</param>
/// <param name="account">Is asked before the first write, which is the lease's own.</param>
/// <param name="poll">Waits for another run.</param>
/// <param name="terms">How this run asks for it; read at first use.</param>
public sealed class RunLease(StateBucket bucket, WriteGuard guard, AccountCheck account, Poll poll, Func<LeaseTerms> terms) : ILease, IAsyncDisposable
{
    private readonly LeaseStore _store = new(bucket);
    private Heartbeat? _heart;

    /// <inheritdoc />
    public bool IsHeld => guard is { Loss: null, Held: not null };

    /// <inheritdoc />
    public Lease? TakenFrom { get; private set; }

    /// <inheritdoc />
    public async Task<T> Decide<T>(Func<Task<T>> read, Func<T, bool> writes)
    {
        var decision = await read();
        if (guard.Held is not null || !writes(decision))
            return decision;
        await Take();
        return await read();
    }

    /// <inheritdoc />
    public async Task Take()
    {
        if (guard.Held is not null)
            return;
        await account.Demand();
        var asked = terms();
        await Claim(asked);
        asked.Confirm?.Invoke();
        asked.Taken?.Invoke();
    }

    /// <inheritdoc />
    public async Task<Lease?> Read() => (await _store.Read())?.Value;

    /// <inheritdoc />
    public async Task Release()
    {
        if (_heart is not { } heart)
            return;
        _heart = null;
        await heart.DisposeAsync();
        if (!IsHeld)
            return;
        guard.LetGo();
        // A renewal whose answer was lost has left it with another ETag.
        if (!await _store.Remove(heart.Tag) && await _store.Read() is { } renewed && renewed.Value.Run == terms().Holder.Run)
            await _store.Remove(renewed.ETag);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_heart is { } heart)
            await heart.DisposeAsync();
    }

    private async Task Claim(LeaseTerms asked)
    {
        if (await Try(asked) is not { } other)
            return;
        var (app, env) = (asked.Holder.App, asked.Holder.Env);
        if (asked.Wait == TimeSpan.Zero)
            throw Refusal($"Another run is changing {app} in {env}: {other}.");
        try
        {
            await poll.Until(
                $"the lease of {app} in {env}", async _ => await Try(asked) is { } still ? $"waiting for {still.Owner} ({still.Target}, run {still.Run})" : null,
                asked.Wait, asked.Cancelled, asked.Say);
        }
        catch (Problem late) when (late is { InnerException: not null } and not NoAnswer)
        {
            throw Refusal(late.What);
        }
    }

    // Null when it is taken, else the lease of the run that has it. Where somebody was quicker, or an answer of ours was lost, the next look tells.
    private async Task<Lease?> Try(LeaseTerms asked)
    {
        Lease? from = null;
        while (true)
        {
            var (found, now) = (await _store.Read(), guard.Time.GetUtcNow());
            var claim = Lease.ClaimOf(found?.Value, asked.Holder.Run, now, asked.ByForce);
            if (claim == LeaseClaim.Leave)
                return found!.Value;
            from = claim switch { LeaseClaim.TakeOver => found!.Value, LeaseClaim.Hold => from, _ => null };
            var lease = claim == LeaseClaim.Hold ? found!.Value : Lease.Begin(asked.Holder, now, asked.Expiry);
            if ((claim == LeaseClaim.Hold ? found!.ETag : await _store.Replace(found?.ETag, lease)) is not { } tag)
                continue;
            Begin(asked, lease, tag, from);
            return null;
        }
    }

    private void Begin(LeaseTerms asked, Lease lease, string tag, Lease? from)
    {
        guard.Hold(lease);
        // By the clock that tells whether it has run out.
        _heart = new Heartbeat(_store, guard, new Poll(guard.Time).Every(Lease.Beat(asked.Expiry)), asked.Expiry, lease, tag);
        TakenFrom = from;
        if (from is not null)
        {
            asked.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"the lease was taken over from {from.Owner} ({from.Target}, run {from.Run}), which held it since {from.Taken:HH:mm:ss} and {(from.IsExpired(lease.Taken) ? "let it run out" : "was to hold it")} at {from.Expires:HH:mm:ss} UTC"));
        }
    }

    private static Problem Refusal(string what) => new(
        what, "This run changed nothing.",
        "Wait for it (--wait-for-lease=5m does). If it hangs, --target=Rollback --take-lease goes back all the same, and --target=Unlock --reason=TEXT ends its lease.");
}
