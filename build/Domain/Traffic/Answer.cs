namespace Bundt.Domain.Traffic;

/// <summary>What a request of the verification was answered with.</summary>
/// <param name="Status">The HTTP status, or null when there was no answer.</param>
/// <param name="Headers">The headers by name; several of one name are joined by commas.</param>
/// <param name="Body">The body.</param>
/// <param name="Json">The values found at the JSON paths that were asked for; null where there is nothing.</param>
/// <param name="Failure">Why there was no answer, or null.</param>
/// <param name="Latency">How long it took.</param>
public sealed record Answer(
    int? Status,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    IReadOnlyDictionary<string, string?> Json,
    string? Failure,
    TimeSpan Latency);
