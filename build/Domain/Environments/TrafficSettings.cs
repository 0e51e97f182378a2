namespace Bundt.Domain.Environments;

/// <summary>The load balancer and the way of the public's traffic through it.</summary>
public sealed record TrafficSettings
{
    /// <summary>The load balancer's name.</summary>
    public required string LoadBalancer { get; init; }

    /// <summary>The port of the listener that carries the public's traffic.</summary>
    public int Listener { get; init; } = 443;

    /// <summary>The priority of the live rule; null when the listener's default action is the live rule.</summary>
    public int? Rule { get; init; }

    /// <summary>The two permanent target groups, by name.</summary>
    public required BlueGreen<string> TargetGroups { get; init; }

    /// <summary>The ports of the two listeners that always forward to one of the target groups, for looking before the swap.</summary>
    public required BlueGreen<int> Preview { get; init; }

    /// <summary>How live traffic moves to new servers.</summary>
    public TrafficStrategy Strategy { get; init; }

    /// <summary>The steps, where it moves in steps.</summary>
    public CanarySettings Canary { get; init; } = new();

    /// <summary>The address that the public uses, such as <c>https://www.example.com</c>; null for the load balancer's own.</summary>
    public string? Address { get; init; }

    /// <summary>How many percent of live traffic new servers have after each step.</summary>
    public IReadOnlyList<int> Shares() => Strategy == TrafficStrategy.Canary ? Canary.Steps : [100];
}
