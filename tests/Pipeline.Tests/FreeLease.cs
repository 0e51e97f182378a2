using Bundt.Cloud.Runs;
using Bundt.Domain.Runs;

namespace Bundt.Pipeline.Tests;

/// <summary>A lease that is there for the taking, and tells whether it was taken.</summary>
public sealed class FreeLease : ILease
{
    public bool IsHeld { get; private set; }

    public Lease? TakenFrom { get; private set; }

    /// <summary>The lease of another run, which is there to be taken over.</summary>
    public Lease? Others { get; set; }

    public async Task<T> Decide<T>(Func<Task<T>> read, Func<T, bool> writes)
    {
        var decision = await read();
        IsHeld = IsHeld || writes(decision);
        return decision;
    }

    public Task Take()
    {
        (IsHeld, TakenFrom) = (true, Others);
        return Task.CompletedTask;
    }

    public Task<Lease?> Read() => Task.FromResult(Others);

    public Task Release()
    {
        IsHeld = false;
        return Task.CompletedTask;
    }
}
