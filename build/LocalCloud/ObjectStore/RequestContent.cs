using System.IO.Pipelines;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>The content of a request, checked while it is read: what was read of it is worth nothing before the end.</summary>
/// <param name="request">The request.</param>
/// <param name="payload">How the body is sent.</param>
/// <param name="signature">The request's signature, or null when nothing is to be checked.</param>
internal sealed class RequestContent(HttpRequest request, PayloadHash payload, VerifiedSignature? signature)
{
    private static readonly Dictionary<string, string> NoTrailers = [];

    /// <summary>Reads content that is short.</summary>
    /// <exception cref="AwsError"><c>MaxMessageLengthExceeded</c>, and what <see cref="CopyTo"/> throws.</exception>
    public async Task<ReadOnlyMemory<byte>> Read()
    {
        if (request.ContentLength > ObjectLimits.MostOfDocument)
            throw TooLong();
        using var buffer = new MemoryStream();
        await CopyTo(buffer);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>Copies the content.</summary>
    /// <exception cref="AwsError">
    /// It is not what the request promises: <c>XAmzContentSHA256Mismatch</c>, <c>SignatureDoesNotMatch</c> of a chunk, <c>BadDigest</c>,
    /// <c>InvalidDigest</c>, <c>IncompleteBody</c>, <c>MissingContentLength</c>, <c>MalformedTrailerError</c>, <c>InvalidRequest</c>.
    /// </exception>
    public async Task CopyTo(Stream destination)
    {
        var checks = signature is null ? null : new ContentChecks(request.Headers, payload);
        var promised = signature is not null && payload.IsChunked ? DecodedLength() : null;
        var received = 0L;
        async ValueTask Write(ReadOnlyMemory<byte> part)
        {
            if (destination is MemoryStream && received + part.Length > ObjectLimits.MostOfDocument)
                throw TooLong();
            checks?.Append(part.Span);
            received += part.Length;
            await destination.WriteAsync(part);
        }

        var trailers = payload.IsChunked
            ? await new AwsChunked(request.BodyReader, Signatures()).Read(Write)
            : await Plain(Write);
        if (promised is not null && promised != received)
            throw AwsChunked.Incomplete();
        checks?.Demand(trailers);
    }

    private static AwsError TooLong() => new("MaxMessageLengthExceeded", "Your request was too large.");

    private ChunkSignatures? Signatures() =>
        signature is not null && payload.HasSignedChunks ? new ChunkSignatures(signature, payload.HasTrailer) : null;

    private long? DecodedLength() => long.TryParse(request.Headers["x-amz-decoded-content-length"], out var length)
        ? length
        : throw new AwsError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);

    private async Task<Dictionary<string, string>> Plain(Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync();
            foreach (var segment in read.Buffer)
                await write(segment);
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);

        return NoTrailers;
    }
}
