using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>The application as the public meets it: whatever is asked, it says its version.</summary>
internal sealed class FakeSite : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <summary>Begins to answer.</summary>
    /// <param name="version">The version that answers next, or null for an error.</param>
    public FakeSite(Func<string?> version)
    {
        _listener.Start();
        _serving = Task.Run(() => Serve(version));
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task Serve(Func<string?> version)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = connection.GetStream();
                using var request = new StreamReader(stream, leaveOpen: true);
                while (await request.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                var answer = version();
                var body = $$"""{ "version": "{{answer}}" }""";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {(answer is null ? 500 : 200)} Whatever\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), _stop.Token);
            }
            catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
            {
                // The test is over, or who asked has left.
            }
        }
    }
}
