using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>How a run asks for the lease.</summary>
/// <param name="Holder">Who asks.</param>
/// <param name="Expiry">How long the lease lasts when it is not renewed.</param>
/// <param name="Wait">How long to wait for another run that holds it.</param>
/// <param name="ByForce">Whether to take it from a run that holds it.</param>
/// <param name="Say">Is told what becomes of it, for a person.</param>
/// <param name="Cancelled">Ends the wait.</param>
/// <param name="Taken">Is called once the lease is held and nothing stands in the way of a write any more; null for nothing.</param>
/// <param name="Confirm">Is called once the lease is held, before anything else is written; what it throws is thrown on. Null for nothing.</param>
public sealed record LeaseTerms(
    LeaseHolder Holder, TimeSpan Expiry, TimeSpan Wait, bool ByForce, Action<string> Say, CancellationToken Cancelled, Action? Taken = null, Action? Confirm = null);
