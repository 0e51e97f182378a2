using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Bundt.Scenarios.Load;

/// <summary>
/// One connection that sends one request at a time and never tries again. <see cref="HttpClient"/> does so behind its user's back on
/// connections that it has used before, which would hide just those failures that a swap may cause.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Whether another request can be sent on it.</summary>
    public bool Reusable { get; private set; }

    public async Task Connect(Uri address, CancellationToken cancellation) => await _socket.ConnectAsync(address.Host, address.Port, cancellation);

    /// <summary>Sends a GET and reads the whole answer.</summary>
    /// <exception cref="IOException">The connection broke, or the answer is no HTTP.</exception>
    public async Task<(int Status, string Body)> Get(Uri address, bool last, CancellationToken cancellation)
    {
        Reusable = false;
        var request = $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: {(last ? "close" : "keep-alive")}\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);

        var (received, head) = (0, -1);
        while (head < 0)
        {
            received += await Receive(received, cancellation);
            head = _buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.ASCII.GetString(_buffer, 0, head).Split("\r\n");
        if (lines[0].Split(' ') is not ["HTTP/1.1", var code, ..] || !int.TryParse(code, CultureInfo.InvariantCulture, out var status))
            throw new IOException($"'{lines[0]}' is no status line");
        // Answers of the application say their length. One that does not, a failure of the balancer's own, ends the connection's use.
        if (Header(lines, "Content-Length") is not { } text)
            return (status, "");
        var end = head + 4 + int.Parse(text, CultureInfo.InvariantCulture);
        while (received < end)
            received += await Receive(received, cancellation);
        Reusable = !last && received == end && !string.Equals(Header(lines, "Connection"), "close", StringComparison.OrdinalIgnoreCase);
        return (status, Encoding.UTF8.GetString(_buffer, head + 4, end - head - 4));
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> Receive(int received, CancellationToken cancellation)
    {
        if (received == _buffer.Length)
            throw new IOException("the answer is too long");
        var length = await _socket.ReceiveAsync(_buffer.AsMemory(received), cancellation);
        return length > 0 ? length : throw new IOException(received == 0 ? "the connection was closed without an answer" : "the connection was closed within the answer");
    }

    private static string? Header(string[] lines, string name) => lines
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
