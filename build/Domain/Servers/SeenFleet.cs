namespace Bundt.Domain.Servers;

/// <summary>The server groups as they were at a time.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Fleet">The groups.</param>
public sealed record SeenFleet(DateTimeOffset At, Fleet Fleet);
