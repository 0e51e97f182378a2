using System.Security.Cryptography;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// What the headers of an upload promise of its content: the hash that is signed, Content-MD5, and S3's checksums, in headers or in
/// trailers. Sources: "Checking object integrity", Amazon S3 User Guide; "Error responses", Amazon S3 API Reference.
/// </summary>
internal sealed class ContentChecks
{
    private const string Prefix = "x-amz-checksum-";
    private readonly List<ContentCheck> _checks = [];

    /// <summary>Reads the headers.</summary>
    public ContentChecks(IHeaderDictionary headers, PayloadHash payload)
    {
        if (payload.IsHash)
        {
            _checks.Add(new ContentCheck(
                Digest.Begin(HashAlgorithmName.SHA256), Convert.FromHexString(payload.Text), null, HashMismatch, HashMismatch));
        }

        if (headers.ContentMD5.ToString() is { Length: > 0 } md5)
        {
            _checks.Add(new ContentCheck(
                Digest.Begin(HashAlgorithmName.MD5),
                ContentCheck.Decoded(md5),
                null,
                () => new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid."),
                () => new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.")));
        }

        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
            Add(name.ToLowerInvariant(), ContentCheck.Decoded(value.ToString()), null);
        foreach (var name in headers["x-amz-trailer"].ToString().ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries))
            Add(name, null, name);
    }

    /// <summary>Takes the next part of the content.</summary>
    public void Append(ReadOnlySpan<byte> part)
    {
        foreach (var check in _checks)
            check.Digest.Append(part);
    }

    /// <summary>Demands that the content is what was promised.</summary>
    /// <exception cref="AwsError">
    /// <c>XAmzContentSHA256Mismatch</c>, <c>BadDigest</c>, <c>InvalidDigest</c>, <c>InvalidRequest</c>, <c>MalformedTrailerError</c>.
    /// </exception>
    public void Demand(IReadOnlyDictionary<string, string> trailers)
    {
        foreach (var check in _checks)
        {
            if (check.Refusal(trailers) is { } refusal)
                throw refusal;
        }
    }

    private static AwsError HashMismatch() =>
        new("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");

    private void Add(string header, byte[]? expected, string? trailer)
    {
        if (!header.StartsWith(Prefix, StringComparison.Ordinal) || Digest.Begin(header[Prefix.Length..]) is not { } digest)
            return;
        _checks.Add(new ContentCheck(
            digest,
            expected,
            trailer,
            () => new AwsError("InvalidRequest", $"Value for {header} header is invalid."),
            () => new AwsError(
                "BadDigest", $"The {header[Prefix.Length..].ToUpperInvariant()} you specified did not match the calculated checksum.")));
    }
}
