using Bundt.Domain;
using Bundt.Domain.Runs;

namespace Bundt.Cloud.Access;

/// <summary>Lets writes through while this run holds the lease, and not a byte of one otherwise. Once lost, the lease is lost for the whole run.</summary>
/// <param name="time">The clock that the lease is judged by.</param>
public sealed class WriteGuard(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _gate = new();
    private Lease? _held;
    private string? _loss;

    /// <summary>The clock that the lease is judged by.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Is cancelled when the lease is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>How the lease was lost, for a person, or null.</summary>
    public string? Loss
    {
        get
        {
            lock (_gate)
                return _loss;
        }
    }

    /// <summary>The lease as this run holds it, or null.</summary>
    /// <exception cref="Problem">It was lost.</exception>
    public Lease? Held
    {
        get
        {
            lock (_gate)
                return _loss is null ? _held : throw Problem();
        }
    }

    /// <summary>This run holds it, or has renewed it.</summary>
    public void Hold(Lease lease)
    {
        lock (_gate)
            _held = lease;
    }

    /// <summary>This run has given it back.</summary>
    public void LetGo()
    {
        lock (_gate)
            _held = null;
    }

    /// <summary>This run does not hold it any more, though it did not give it back.</summary>
    /// <param name="why">How that came, for a person.</param>
    public void Lose(string why)
    {
        lock (_gate)
        {
            if (_loss is not null)
                return;
            (_loss, _held) = (why, null);
        }

        _lost.Cancel();
    }

    /// <summary>Demands that this run may write now.</summary>
    /// <param name="what">What is about to be done.</param>
    /// <exception cref="Problem">It does not hold the lease, or holds it no longer.</exception>
    public void Demand(string what)
    {
        if (Held is not { } held)
            throw new Problem($"{what} was not sent: this run does not hold the lease of the environment.", "It changed nothing by this.");
        if (held.AllowsWrite(Time.GetUtcNow()))
            return;
        Lose($"The lease of {held.App} in {held.Env} ran out at {held.Expires:HH:mm:ss} UTC: this run stood still, or could not renew it. Another run may hold it now.");
        throw Problem();
    }

    /// <inheritdoc />
    public void Dispose() => _lost.Dispose();

    private Problem Problem() => new(_loss!, next: "--target=Status shows who changes the environment and what is live; run again to go on from there.");
}
