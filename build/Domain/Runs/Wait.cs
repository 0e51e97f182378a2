namespace Bundt.Domain.Runs;

/// <summary>Something that a run waits for, or has waited for.</summary>
/// <param name="What">What for, as in "web-prod-v1-4-2-1 to be healthy".</param>
/// <param name="Begun">When it began (UTC).</param>
/// <param name="Took">How long it has taken so far, and in the end.</param>
/// <param name="Limit">How long it may take at the most.</param>
/// <param name="Looks">How often was looked.</param>
/// <param name="Reason">Why it goes on, or went on the last time that it did; null when the first look was enough.</param>
/// <param name="Succeeded">Whether it came to be so; null while it goes on.</param>
public sealed record Wait(string What, DateTimeOffset Begun, TimeSpan Took, TimeSpan Limit, int Looks, string? Reason, bool? Succeeded);
