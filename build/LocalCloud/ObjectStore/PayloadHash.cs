using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// What stands for the body in the canonical request: its hash, or how it is sent instead. Source: "Authenticating requests: using the
/// Authorization header" and "… using query parameters", Amazon S3 API Reference.
/// </summary>
/// <param name="Text">The value of <c>x-amz-content-sha256</c>; empty when it was not sent.</param>
internal readonly record struct PayloadHash(string Text)
{
    private const string Header = "x-amz-content-sha256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedChunksAndTrailer = SignedChunks + "-TRAILER";
    private const string ChunksAndTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// <summary>Whether it is the hash of the body.</summary>
    public bool IsHash => Text.Length == 64 && Text.All(char.IsAsciiHexDigit);

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked => Text is SignedChunks or SignedChunksAndTrailer or ChunksAndTrailer;

    /// <summary>Whether each chunk is signed.</summary>
    public bool HasSignedChunks => Text is SignedChunks or SignedChunksAndTrailer;

    /// <summary>Whether there is a trailer after the last chunk.</summary>
    public bool HasTrailer => Text is SignedChunksAndTrailer or ChunksAndTrailer;

    /// <summary>Reads it. The body of a presigned request is not signed unless the request says so.</summary>
    public static PayloadHash Of(HttpRequest request, SignatureClaim? claim) => new(
        claim is not { Presigned: true } || claim.Signs(Header) ? request.Headers[Header].ToString()
        : request.Query["X-Amz-Content-Sha256"].ToString() is { Length: > 0 } inQuery ? inQuery
        : Unsigned);

    /// <summary>The text for the canonical request.</summary>
    /// <exception cref="AwsError"><c>InvalidRequest</c> when it was not sent, <c>InvalidArgument</c> when it is nothing known.</exception>
    public string Demand() => this switch
    {
        { Text: Unsigned } or { IsHash: true } or { IsChunked: true } => Text,
        { Text: "" } => throw new AwsError("InvalidRequest", $"Missing required header for this request: {Header}"),
        _ => throw new AwsError(
            "InvalidArgument",
            $"{Header} must be {Unsigned}, {ChunksAndTrailer}, {SignedChunks}, {SignedChunksAndTrailer}, or a valid sha256 value."),
    };
}
