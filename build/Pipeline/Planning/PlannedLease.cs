using Bundt.Cloud.Runs;
using Bundt.Domain.Runs;

namespace Bundt.Pipeline.Planning;

/// <summary>The lease in a plan, which takes none: a write that escaped the model would be refused for want of it.</summary>
internal sealed class PlannedLease : ILease
{
    /// <inheritdoc />
    public bool IsHeld => false;

    /// <inheritdoc />
    public Lease? TakenFrom => null;

    /// <inheritdoc />
    public Task<T> Decide<T>(Func<Task<T>> read, Func<T, bool> writes) => read();

    /// <inheritdoc />
    public Task Take() => Task.CompletedTask;

    /// <inheritdoc />
    public Task<Lease?> Read() => Task.FromResult<Lease?>(null);

    /// <inheritdoc />
    public Task Release() => Task.CompletedTask;
}
