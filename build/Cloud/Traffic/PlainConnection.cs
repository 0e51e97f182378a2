using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Bundt.Cloud.Traffic;

/// <summary>
/// One connection that sends one request at a time and never tries again. <see cref="HttpClient"/> does so behind its user's back on
/// connections that it has used before, which would hide just those failures that a swap may cause.
/// </summary>
internal sealed class PlainConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _at;
    private int _end;

    /// <summary>Whether another request can be sent on it.</summary>
    public bool IsReusable { get; private set; }

    public async Task Connect(Uri address, CancellationToken cancellation) => await _socket.ConnectAsync(address.Host, address.Port, cancellation);

    /// <summary>Sends a GET and reads the whole answer.</summary>
    /// <param name="address">What to ask for.</param>
    /// <param name="isLast">Whether the connection is to be closed behind it.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">The connection broke, or the answer is no HTTP.</exception>
    public async Task<(int Status, Dictionary<string, string> Headers, string Body)> Get(Uri address, bool isLast, CancellationToken cancellation)
    {
        (IsReusable, _at, _end) = (false, 0, 0);
        var request = $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: {(isLast ? "close" : "keep-alive")}\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);
        var first = await Line(cancellation);
        if (first.Split(' ') is not ["HTTP/1.1", var code, ..] || !int.TryParse(code, CultureInfo.InvariantCulture, out var status))
            throw new IOException($"'{first}' is no status line");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = await Line(cancellation); line.Length > 0; line = await Line(cancellation))
        {
            var (name, value) = line.Split(':', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : throw new IOException($"'{line}' is no header");
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }

        var body = new MemoryStream();
        var hasEnd = true;
        if (headers.GetValueOrDefault("Transfer-Encoding")?.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) == true)
            await Chunks(body, cancellation);
        else if (headers.TryGetValue("Content-Length", out var length))
            await Bytes(body, long.Parse(length, CultureInfo.InvariantCulture), cancellation);
        else
            hasEnd = await ToTheEnd(body, cancellation);
        IsReusable = hasEnd && !isLast && _at == _end && !string.Equals(headers.GetValueOrDefault("Connection"), "close", StringComparison.OrdinalIgnoreCase);
        return (status, headers, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
    }

    public void Dispose() => _socket.Dispose();

    // Each chunk after its length in hexadecimal digits; the last is empty (RFC 9112, 7.1).
    private async Task Chunks(MemoryStream body, CancellationToken cancellation)
    {
        while (true)
        {
            var line = await Line(cancellation);
            if (!long.TryParse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
                throw new IOException($"'{line}' is no length of a chunk");
            if (length == 0)
                break;
            await Bytes(body, length, cancellation);
            await Line(cancellation);
        }

        while ((await Line(cancellation)).Length > 0)
        {
            // What follows the last chunk is of no interest.
        }
    }

    private async Task Bytes(MemoryStream body, long length, CancellationToken cancellation)
    {
        while (length > 0)
        {
            if (_at == _end)
                await Receive(cancellation);
            var some = (int)Math.Min(length, _end - _at);
            body.Write(_buffer, _at, some);
            (_at, length) = (_at + some, length - some);
        }
    }

    private async Task<bool> ToTheEnd(MemoryStream body, CancellationToken cancellation)
    {
        do
        {
            body.Write(_buffer, _at, _end - _at);
            (_at, _end) = (0, await _socket.ReceiveAsync(_buffer, cancellation));
        }
        while (_end > 0);
        return false;
    }

    private async Task<string> Line(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_at == _end)
                await Receive(cancellation, isFirst: line.Length == 0 && _end == 0);
            var letter = (char)_buffer[_at++];
            if (letter == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(letter);
        }
    }

    private async Task Receive(CancellationToken cancellation, bool isFirst = false)
    {
        (_at, _end) = (0, await _socket.ReceiveAsync(_buffer, cancellation));
        if (_end == 0)
            throw new IOException(isFirst ? "the connection was closed without an answer" : "the connection was closed within the answer");
    }
}
