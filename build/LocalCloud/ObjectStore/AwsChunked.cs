using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// Takes a body out of its <c>aws-chunked</c> wrapping: <c>SIZE[;chunk-signature=…]</c>, that many bytes, and so on; after the chunk of
/// size 0, trailing headers. Source: "Transferring payload in multiple chunks", Amazon S3 API Reference.
/// </summary>
/// <param name="source">The body as it is on the wire.</param>
/// <param name="signatures">Checks the signatures of chunks and trailer; null when they are not signed, or are to be left unchecked.</param>
internal sealed class AwsChunked(PipeReader source, ChunkSignatures? signatures)
{
    private const int MostOfLine = 8 * 1024;
    private const string TrailerSignature = "x-amz-trailer-signature";
    private const string ChunkSignature = "chunk-signature=";

    /// <summary>Reads the body to its end.</summary>
    /// <param name="write">Takes the next part of the content.</param>
    /// <returns>The trailing headers.</returns>
    /// <exception cref="AwsError"><c>IncompleteBody</c>, <c>MalformedTrailerError</c>, <c>SignatureDoesNotMatch</c>.</exception>
    public async Task<IReadOnlyDictionary<string, string>> Read(Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        long size;
        do
        {
            var header = ((await Line()) ?? throw Incomplete()).Split(';', 2);
            if (!long.TryParse(header[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out size) || size < 0)
                throw Incomplete();
            await Content(size, write);
            signatures?.EndChunk(header is [_, var extension] ? extension.Replace(ChunkSignature, "", StringComparison.Ordinal) : "");
            if (size > 0 && await Line() is not "")
                throw Incomplete();
        }
        while (size > 0);

        var trailers = await Trailers();
        trailers.Remove(TrailerSignature, out var signature);
        signatures?.EndTrailer(trailers, signature);
        return trailers;
    }

    /// <summary>The trailing headers are not what they should be.</summary>
    public static AwsError MalformedTrailer() => new(
        "MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    /// <summary>The body ends too early.</summary>
    public static AwsError Incomplete() => new("IncompleteBody", "The request body terminated unexpectedly");

    private async Task Content(long size, Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        while (size > 0)
        {
            var read = await source.ReadAsync();
            if (read.Buffer.IsEmpty)
                throw Incomplete();
            var part = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
            foreach (var segment in part)
            {
                signatures?.Append(segment.Span);
                await write(segment);
            }

            size -= part.Length;
            source.AdvanceTo(part.End);
        }
    }

    private async Task<Dictionary<string, string>> Trailers()
    {
        var trailers = new Dictionary<string, string>();
        while (await Line() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (line.Split(':', 2) is not [var name, var value] || !trailers.TryAdd(name.ToLowerInvariant(), value.Trim()))
                throw MalformedTrailer();
        }

        return trailers;
    }

    /// <summary>The next line without its end, or null at the end of the body.</summary>
    private async Task<string?> Line()
    {
        while (true)
        {
            var read = await source.ReadAsync();
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                source.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            source.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.Buffer.Length > MostOfLine)
                throw Incomplete();
            if (read.IsCompleted)
                return read.Buffer.IsEmpty ? null : throw Incomplete();
        }
    }
}
