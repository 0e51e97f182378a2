namespace Bundt.Domain.Runs;

/// <summary>Something that a run has waited for.</summary>
/// <param name="What">What for, as in "web-prod-v1-4-2-1 to be healthy".</param>
/// <param name="Begun">When it began (UTC).</param>
/// <param name="Took">How long it took.</param>
/// <param name="Looks">How often was looked.</param>
/// <param name="Reason">Why it went on, the last time that it did; null when the first look was enough.</param>
/// <param name="Succeeded">Whether it came to be so.</param>
public sealed record Wait(string What, DateTimeOffset Begun, TimeSpan Took, int Looks, string? Reason, bool Succeeded);
