using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>What load balancers at work are made of.</summary>
internal sealed record BalancerParts(Backends Backends, ListenerServer Listeners, HealthChecks HealthChecks, Draining Draining, NodeLag Lag)
{
    /// <summary>Brings up a load balancer.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Somebody else has its address.</exception>
    public Balancer Bring(LoadBalancer balancer, TimeProvider time) => new(balancer, Lag, time);
}
