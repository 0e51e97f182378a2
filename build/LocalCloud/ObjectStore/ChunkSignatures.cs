using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// Checks the signatures of a body's chunks: each is made over the one before, the first over the request's own, and the trailer's over
/// the last chunk's. Sources: "Transferring payload in multiple chunks" and "Signature calculations for trailing headers", Amazon S3 API
/// Reference.
/// </summary>
/// <param name="request">The request's own signature.</param>
/// <param name="trailer">Whether there must be a trailer.</param>
internal sealed class ChunkSignatures(VerifiedSignature request, bool trailer)
{
    private static readonly string Nothing = Convert.ToHexStringLower(SHA256.HashData([]));
    private readonly Digest _chunk = Digest.Begin(HashAlgorithmName.SHA256);
    private string _previous = request.Signature;

    /// <summary>Takes the next part of a chunk.</summary>
    public void Append(ReadOnlySpan<byte> part) => _chunk.Append(part);

    /// <summary>Checks the chunk that ends here.</summary>
    /// <exception cref="AwsError"><c>SignatureDoesNotMatch</c>.</exception>
    public void EndChunk(string signature) =>
        Demand(signature, Hmac.Sign(request.Key, $"{SignatureClaim.Hmac}-PAYLOAD", request.Time, request.Scope, _previous, Nothing, Hash()));

    /// <summary>Checks the trailer.</summary>
    /// <param name="trailers">The trailing headers, as they were sent.</param>
    /// <param name="signature">Their signature, or null when there is none.</param>
    /// <exception cref="AwsError"><c>SignatureDoesNotMatch</c>.</exception>
    public void EndTrailer(IReadOnlyDictionary<string, string> trailers, string? signature)
    {
        if (!trailer && trailers.Count == 0 && signature is null)
            return;
        foreach (var (name, value) in trailers)
            _chunk.Append(Encoding.UTF8.GetBytes($"{name}:{value}\n"));
        Demand(signature ?? "", Hmac.Sign(request.Key, $"{SignatureClaim.Hmac}-TRAILER", request.Time, request.Scope, _previous, Hash()));
    }

    private string Hash() => Convert.ToHexStringLower(_chunk.End());

    private void Demand(string theirs, string ours)
    {
        if (!Hmac.Same(ours, theirs))
            throw SignatureErrors.Of("s3").Mismatch();
        _previous = ours;
    }
}
