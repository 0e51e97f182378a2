namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>How the targets of a group are checked. Defaults are AWS's for HTTP. Source: CreateTargetGroup, ELBv2 API reference.</summary>
public sealed record HealthCheck
{
    /// <summary><c>traffic-port</c>, or a port's number.</summary>
    public string Port { get; init; } = "traffic-port";

    /// <summary>What is asked for, with its query.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Seconds from the start of one check to the start of the next, 5 to 300.</summary>
    public int IntervalSeconds { get; init; } = 30;

    /// <summary>Seconds after which a check without an answer has failed, 2 to 120.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>How many checks in a row an unhealthy target must pass to be healthy, 2 to 10.</summary>
    public int HealthyThreshold { get; init; } = 5;

    /// <summary>How many checks in a row a target must fail to be unhealthy, 2 to 10.</summary>
    public int UnhealthyThreshold { get; init; } = 2;

    /// <summary>The status codes that pass: <c>200</c>, <c>200,202</c> or <c>200-299</c>.</summary>
    public string Matcher { get; init; } = "200";

    /// <summary>The port that is asked, of a target that receives traffic on <paramref name="trafficPort"/>.</summary>
    public int PortFor(int trafficPort) => int.TryParse(Port, out var own) ? own : trafficPort;

    /// <summary>What an answer of this status is to a check: null when it passes, else AWS's reason code and sentence.</summary>
    public (string Reason, string Description)? Judge(int status) =>
        Passes(status) ? null : ("Target.ResponseCodeMismatch", $"Health checks failed with these codes: [{status}]");

    private bool Passes(int status) => Matcher.Split(',').Any(part => part.Split('-') switch
    {
        [var one] => int.Parse(one, System.Globalization.CultureInfo.InvariantCulture) == status,
        [var from, var to] => int.Parse(from, System.Globalization.CultureInfo.InvariantCulture) <= status
            && status <= int.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
        _ => false,
    });
}
