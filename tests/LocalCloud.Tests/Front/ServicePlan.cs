namespace Bundt.LocalCloud.Tests.Front;

/// <summary>What a service is to be.</summary>
/// <param name="Name">Its name, and that of its group.</param>
/// <param name="Servers">How many servers it has.</param>
public sealed record ServicePlan(string Name, int Servers)
{
    /// <summary>The port of its listener.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>How many checks in a row a server must fail to be unhealthy.</summary>
    public int UnhealthyThreshold { get; init; } = 10;

    /// <summary>Seconds for which servers that leave may finish what they have.</summary>
    public int DeregistrationDelay { get; init; } = 300;

    /// <summary>Seconds after which Auto Scaling replaces a server that the load balancer finds unhealthy, or null for never.</summary>
    public int? ReplacedAfter { get; init; }
}
