using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A small web server, on the address of an instance.</summary>
public sealed class TestServer(string instanceId, string name, IPAddress address) : IAsyncDisposable
{
    private WebApplication? _app;
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _held;

    public string InstanceId { get; } = instanceId;

    public string Name { get; } = name;

    /// <summary>The status that /health answers.</summary>
    public int HealthStatus { get; set; } = 200;

    /// <summary>Whether /health answers at all.</summary>
    public bool HealthHangs { get; set; }

    /// <summary>How often /health was asked.</summary>
    public int HealthChecks { get; private set; }

    /// <summary>How many requests for /hold wait.</summary>
    public int Held => Volatile.Read(ref _held);

    public async Task Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(address, 8080));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(Answer);
        await _app.StartAsync();
    }

    /// <summary>Ends it without a word to anybody, as a machine that is lost.</summary>
    public async Task Die()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app!.StopAsync(now.Token);
    }

    /// <summary>Lets the requests for /hold go on.</summary>
    public void Release()
    {
        _release.TrySetResult();
        _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/health":
                HealthChecks++;
                if (HealthHangs)
                    await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                http.Response.StatusCode = HealthStatus;
                break;
            case "/hold":
                await http.Response.WriteAsync("begun ");
                await http.Response.Body.FlushAsync();
                Interlocked.Increment(ref _held);
                await _release.Task.WaitAsync(http.RequestAborted);
                Interlocked.Decrement(ref _held);
                await http.Response.WriteAsync("done");
                break;
            case "/echo":
                await http.Response.WriteAsync($"{http.Request.Method} {http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}\n"
                    + string.Concat(http.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n"))
                    + await new StreamReader(http.Request.Body).ReadToEndAsync());
                break;
            case "/cookie":
                http.Response.Headers.Append("Set-Cookie", "basket=full; Path=/");
                await http.Response.WriteAsync(Name);
                break;
            case "/never":
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "/break":
                http.Abort();
                break;
            case "/socket":
                using (var socket = await http.WebSockets.AcceptWebSocketAsync())
                {
                    var buffer = new byte[100];
                    var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
                    await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, true, http.RequestAborted);
                    await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
                }

                break;
            default:
                await http.Response.WriteAsync(Name);
                break;
        }
    }
}
