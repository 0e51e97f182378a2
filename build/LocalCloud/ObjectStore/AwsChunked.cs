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
internal static class AwsChunked
{
    /// <summary>Copies the body's content.</summary>
    /// <param name="source">The body as it is on the wire.</param>
    /// <param name="destination">Where the content goes.</param>
    /// <param name="check">Checks a chunk against its signature; null when chunks are not signed.</param>
    /// <exception cref="AwsError"><c>IncompleteBody</c>, or what the check throws.</exception>
    public static async Task Copy(PipeReader source, Stream destination, Action<ReadOnlyMemory<byte>, string>? check)
    {
        while (true)
        {
            var header = (await Line(source)).Split(';', 2);
            if (!int.TryParse(header[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size))
                throw Incomplete();
            var content = await Exactly(source, size);
            check?.Invoke(content, header.Length == 2 ? header[1].Replace("chunk-signature=", "", StringComparison.Ordinal) : "");
            if (size == 0)
                break;
            await destination.WriteAsync(content);
            await Line(source);
        }

        while (await Line(source, mayEnd: true) is { Length: > 0 })
        {
            // Trailing headers carry a checksum over what the transport has already protected.
        }
    }

    private static async Task<string> Line(PipeReader source, bool mayEnd = false)
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
            if (read.IsCompleted)
                return mayEnd ? "" : throw Incomplete();
        }
    }

    private static async Task<byte[]> Exactly(PipeReader source, int size)
    {
        var read = await source.ReadAtLeastAsync(size);
        if (read.Buffer.Length < size)
            throw Incomplete();
        var content = read.Buffer.Slice(0, size).ToArray();
        source.AdvanceTo(read.Buffer.GetPosition(size));
        return content;
    }

    private static AwsError Incomplete() => new("IncompleteBody", "The request body terminated unexpectedly");
}
