namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>How targets are checked. The defaults are those of CreateTargetGroup for HTTP.</summary>
public sealed record HealthCheck
{
    /// <summary>The path that is asked for.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The port, or <c>traffic-port</c>.</summary>
    public string Port { get; init; } = "traffic-port";

    /// <summary>Seconds from one check to the next.</summary>
    public int IntervalSeconds { get; init; } = 30;

    /// <summary>Seconds to wait for an answer.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>How many passed checks make an unhealthy target healthy.</summary>
    public int HealthyThreshold { get; init; } = 5;

    /// <summary>How many failed checks make a target unhealthy.</summary>
    public int UnhealthyThreshold { get; init; } = 2;

    /// <summary>The statuses that pass, such as <c>200</c>, <c>200,202</c> or <c>200-299</c>.</summary>
    public string Matcher { get; init; } = "200";

    /// <summary>Whether a status passes.</summary>
    public bool Passes(int status) => Matcher.Split(',').Select(range => range.Split('-')).Any(range =>
        int.TryParse(range[0], out var low) && int.TryParse(range[^1], out var high) && low <= status && status <= high);
}
