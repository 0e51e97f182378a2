using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>The lease of an application in an environment: only the run that holds it writes.</summary>
public interface ILease
{
    /// <summary>Whether this run holds it.</summary>
    bool IsHeld { get; }

    /// <summary>The lease that this run took from another one, or null.</summary>
    Lease? TakenFrom { get; }

    /// <summary>
    /// Reads facts, and takes the lease if what they ask for writes; since somebody else may have written until then, they are read again.
    /// </summary>
    /// <param name="read">Reads the facts, and decides.</param>
    /// <param name="writes">Whether the decision writes.</param>
    /// <returns>The decision to act on.</returns>
    /// <exception cref="Domain.Problem">Another run holds the lease, or this one has lost it.</exception>
    Task<T> Decide<T>(Func<Task<T>> read, Func<T, bool> writes);

    /// <summary>Takes it where this run does not hold it yet. What is written then has to be read after this.</summary>
    /// <exception cref="Domain.Problem">Another run holds it, or this one has lost it.</exception>
    Task Take();

    /// <summary>The lease as it is stored, whoever holds it; null when nobody does.</summary>
    Task<Lease?> Read();

    /// <summary>Gives it back, where this run holds it.</summary>
    Task Release();
}
