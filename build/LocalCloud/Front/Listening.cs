using System.Net;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Opens and closes the ports of listeners as they come and go. A changed action or rule opens and closes nothing: requests and connections
/// go on.
/// </summary>
internal sealed class Listening(Cloud cloud, Forwarder forwarder, Addresses addresses, ILogger<Listening> log) : BackgroundService
{
    private readonly Dictionary<string, (int Port, WebApplication App)> _open = [];
    private readonly SemaphoreSlim _changed = new(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var balancer in cloud.Regions.SelectMany(region => region.LoadBalancers.Values))
            addresses.Keep(IPAddress.Parse(balancer.Address));
        cloud.Changed += Notice;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                await Reconcile();
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
        finally
        {
            cloud.Changed -= Notice;
            await Task.WhenAll(_open.Values.Select(open => Close(open.App)));
        }
    }

    private void Notice(Region before, Region after)
    {
        if (!ReferenceEquals(before.Listeners, after.Listeners))
            _changed.Release();
    }

    private async Task Reconcile()
    {
        var wanted = cloud.Regions.SelectMany(region => region.Listeners.Values.Select(listener => (Region: region, Listener: listener))).ToList();
        foreach (var (arn, open) in _open.ToList())
        {
            if (wanted.Exists(x => x.Listener.Arn == arn && x.Listener.Port == open.Port))
                continue;
            _open.Remove(arn);
            await Close(open.App);
        }

        foreach (var (region, listener) in wanted.Where(x => !_open.ContainsKey(x.Listener.Arn)))
        {
            var address = IPAddress.Parse(region.LoadBalancers[listener.LoadBalancerArn].Address);
            try
            {
                _open[listener.Arn] = (listener.Port, await Open(region.Name, listener, address));
            }
            catch (IOException taken)
            {
                log.LogError("the listener on {Address}:{Port} cannot be opened: {Reason}", address, listener.Port, taken.Message);
            }
        }
    }

    private async Task<WebApplication> Open(string region, Listener listener, IPAddress address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(address, listener.Port, AssignNodes);
        });
        var app = builder.Build();
        app.Run(context => forwarder.Answer(context, region, listener.Arn, (int)context.Features.Get<IConnectionItemsFeature>()!.Items[typeof(Nodes)]!));
        await app.StartAsync();
        return app;
    }

    // A connection belongs to one node for its whole life, as it does behind DNS that names both.
    private static void AssignNodes(ListenOptions options)
    {
        var connections = 0;
        options.Use(next => connection =>
        {
            connection.Items[typeof(Nodes)] = (int)((uint)Interlocked.Increment(ref connections) % Nodes.Count);
            return next(connection);
        });
    }

    private static async Task Close(WebApplication app)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
    }
}
