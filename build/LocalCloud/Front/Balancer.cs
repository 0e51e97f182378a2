using System.Net;
using System.Net.Sockets;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>A load balancer at work: its two nodes, among which connections alternate, and its claim on its address.</summary>
internal sealed class Balancer : IDisposable
{
    /// <summary>Load balancers have addresses in 127.20.0.0/16.</summary>
    public const byte Network = 20;

    /// <summary>A port held open on the address, so that another local cloud on this computer does not take it.</summary>
    public const int ClaimPort = 4599;

    private readonly LoadBalancer _balancer;
    private readonly NodeLag _lag;
    private readonly Node[] _nodes;
    private readonly TcpListener _claim;
    private int _connections;

    /// <summary>Brings it up.</summary>
    /// <exception cref="SocketException">Somebody else has its address.</exception>
    public Balancer(LoadBalancer balancer, NodeLag lag, TimeProvider time)
    {
        (_balancer, _lag, _nodes) = (balancer, lag, [new(time), new(time)]);
        _claim = new TcpListener(IPAddress.Parse(balancer.Address), ClaimPort);
        _claim.Start(1);
    }

    /// <summary>Tells both nodes the latest view. The second takes it in a little later.</summary>
    /// <returns>Completes when both act by it.</returns>
    public Task Offer(Routes routes) => Task.WhenAll(_nodes[0].Offer(routes, TimeSpan.Zero), _nodes[1].Offer(routes, _lag.Of(_balancer)));

    /// <summary>The node that a new connection belongs to.</summary>
    public Node NextNode() => _nodes[(Interlocked.Increment(ref _connections) & 1) ^ 1];

    /// <inheritdoc/>
    public void Dispose() => _claim.Dispose();
}
