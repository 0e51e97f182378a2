namespace Bundt.Conformance.Judging;

/// <summary>An answer as it passed on the wire.</summary>
/// <param name="Service">The signing name of the service.</param>
/// <param name="Operation">The operation, or null where method and target tell it (S3).</param>
/// <param name="Method">The HTTP method of the request.</param>
/// <param name="Target">The path and query of the request.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers of the answer.</param>
/// <param name="Body">The body of the answer.</param>
internal sealed record RecordedAnswer(
    string Service,
    string? Operation,
    string Method,
    string Target,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body);
