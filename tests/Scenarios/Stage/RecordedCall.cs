namespace Bundt.Scenarios.Stage;

/// <summary>A call as the local cloud recorded it.</summary>
public sealed record RecordedCall(
    long Sequence,
    DateTimeOffset Time,
    string Service,
    string Action,
    bool Write,
    IReadOnlyDictionary<string, string> Parameters,
    string UserAgent,
    int Status,
    string? Error);
