namespace Bundt.Domain.Traffic;

/// <summary>The load balancer's opinion of a server.</summary>
/// <param name="ServerId">The server.</param>
/// <param name="State"><c>initial</c>, <c>healthy</c>, <c>unhealthy</c>, <c>unused</c>, <c>draining</c> or <c>unavailable</c> (ELBv2 TargetHealth).</param>
/// <param name="Reason">The reason code, or null.</param>
/// <param name="Description">The reason as a sentence, or null.</param>
public sealed record TargetHealth(string ServerId, string State, string? Reason, string? Description)
{
    /// <summary>Only <c>healthy</c> is healthy.</summary>
    public bool IsHealthy => State == "healthy";

    /// <summary>Whether it is only finishing what it has begun.</summary>
    public bool IsDraining => State is "draining" or "unhealthy.draining";

    /// <inheritdoc />
    public override string ToString() => (Description ?? Reason) is { } why ? $"{State} ({why})" : State;
}
