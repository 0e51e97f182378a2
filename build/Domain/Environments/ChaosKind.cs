namespace Bundt.Domain.Environments;

/// <summary>What Chaos may do to the live servers. From <see cref="InstanceDies"/> on they are faults of the local cloud, and to be had there alone.</summary>
public enum ChaosKind
{
    /// <summary>An instance is terminated, as Auto Scaling terminates one.</summary>
    Terminate,

    /// <summary>An instance is marked unhealthy for its group.</summary>
    Unhealthy,

    /// <summary>All instances of one zone are terminated.</summary>
    Zone,

    /// <summary>A server is taken out of its target group, and goes on running.</summary>
    Deregister,

    /// <summary>The processes of an instance are killed.</summary>
    InstanceDies,

    /// <summary>The processes of an instance stand still: connections are accepted, nobody answers.</summary>
    InstanceHangs,

    /// <summary>A server's health checks are answered with 503.</summary>
    ApplicationUnhealthy,

    /// <summary>A server's requests are answered with 500 for a while, and its health checks as ever.</summary>
    ApplicationErrors,

    /// <summary>An instance is terminated, and the one in its place boots late.</summary>
    BootSlow,

    /// <summary>An instance is terminated, and the first one in its place fails to boot.</summary>
    BootFails,

    /// <summary>An instance is terminated, and the first launch in its place is refused for want of capacity.</summary>
    NoCapacity,

    /// <summary>An instance is terminated, while AWS throttles every second question about its group.</summary>
    Throttling,

    /// <summary>An instance is terminated, while AWS fails to answer every second question about its group.</summary>
    Error,

    /// <summary>An instance is terminated, while AWS answers questions about its group late.</summary>
    Latency,

    /// <summary>An instance is terminated, and AWS's answer to that is lost.</summary>
    LostAnswer,

    /// <summary>An instance is terminated, while AWS shows its group as it was some seconds ago.</summary>
    StaleListing,

    /// <summary>An instance is terminated, while half of the load balancer learns of all changes late.</summary>
    NodeLag,
}
