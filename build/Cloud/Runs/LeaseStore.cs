using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>The lease as it is kept: one object for an application in an environment, only ever written as it was read.</summary>
internal sealed class LeaseStore(StateBucket bucket)
{
    /// <summary>What the object is called within the environment's folder.</summary>
    private const string Key = "lease.json";

    /// <summary>How its whole address ends.</summary>
    public const string Suffix = "/" + Key;

    /// <summary>The lease, or null when nobody has it.</summary>
    public Task<Stored<Lease>?> Read(CancellationToken cancellation = default) => bucket.Read(Key, StateJson.Default.Lease, cancellation);

    /// <summary>Puts a lease in the place of the one that was read.</summary>
    /// <returns>Its ETag, or null when another is there by now.</returns>
    public Task<string?> Replace(string? read, Lease lease, CancellationToken cancellation = default) =>
        bucket.Write(Key, lease, StateJson.Default.Lease, StateCondition.AsRead(read), cancellation);

    /// <summary>Removes the lease that was read.</summary>
    /// <returns>Whether it was still there.</returns>
    public Task<bool> Remove(string read) => bucket.Delete(Key, read);
}
