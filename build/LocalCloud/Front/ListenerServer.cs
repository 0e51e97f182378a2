using System.Net;
using Bundt.LocalCloud.LoadBalancing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bundt.LocalCloud.Front;

/// <summary>A listener's port: a web server of its own, which stays up whatever is changed but the port itself.</summary>
internal sealed class ListenerServer(Exchanges exchanges, HeldPorts held, ILoggerFactory logs)
{
    private const string NodeItem = "node";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(200);

    private readonly ILogger _log = logs.CreateLogger<ListenerServer>();

    /// <summary>Listens until cancelled. A port that somebody else still has is tried again and again.</summary>
    public async Task Run(Listener listener, LoadBalancer owner, Balancer balancer, CancellationToken cancellation)
    {
        await using var server = Build(listener, owner, balancer);
        var port = new IPEndPoint(IPAddress.Parse(owner.Address), listener.Port);
        while (true)
        {
            held.Hold(port);
            try
            {
                await server.StartAsync(cancellation);
                break;
            }
            catch (Exception failed)
            {
                held.Release(port);
                if (failed is not IOException taken)
                    throw;
                _log.LogWarning(
                    "{Name} cannot listen on {Address}:{Port} yet: {Reason}", owner.Name, owner.Address, listener.Port, taken.Message);
                await Task.Delay(BeforeNextTry, cancellation);
            }
        }

        try
        {
            await Cancelled(cancellation);
            using var farewell = new CancellationTokenSource(Farewell);
            await server.StopAsync(farewell.Token);
        }
        finally
        {
            held.Release(port);
        }
    }

    private static async Task Cancelled(CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(cancelled.SetResult))
            await cancelled.Task;
    }

    private WebApplication Build(Listener listener, LoadBalancer owner, Balancer balancer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(logs);
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.Backlog = 4096).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Listen(IPAddress.Parse(owner.Address), listener.Port, port =>
            {
                port.Protocols = HttpProtocols.Http1;
                port.Use(next => connection =>
                {
                    var node = balancer.NextNode();
                    connection.Items[NodeItem] = node;
                    // Each connection takes over the limits as they are when it begins.
                    if (node.Routes?.Listener(listener.Arn) is { } view)
                        kestrel.Limits.KeepAliveTimeout = view.IdleTimeout;
                    return next(connection);
                });
            });
        });
        var server = builder.Build();
        server.Run(http => exchanges.Answer(
            http, listener.Arn, (Node)http.Features.Get<IConnectionItemsFeature>()!.Items[NodeItem]!));
        return server;
    }
}
