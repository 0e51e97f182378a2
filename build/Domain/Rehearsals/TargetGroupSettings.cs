namespace Bundt.Domain.Rehearsals;

/// <summary>What a target group asks its servers, and how long it waits for those that leave (ELBv2 API, TargetGroup and TargetGroupAttribute).</summary>
public sealed record TargetGroupSettings
{
    // The least that AWS takes (CreateTargetGroup), and a local cloud too.
    private const int LeastInterval = 5;
    private const int LeastTimeout = 2;
    private const int LeastSlowStart = 30;

    // A request is no quicker in a rehearsal: what a server that leaves still answers takes as long as in production.
    private const int LeastDelay = 15;

    /// <summary>Those of the local environment.</summary>
    public static TargetGroupSettings Local { get; } = new();

    /// <summary>The path that is asked.</summary>
    public string Path { get; init; } = "/health";

    /// <summary>The status codes that are healthy.</summary>
    public string Matcher { get; init; } = "200";

    /// <summary>The port that is asked; <c>traffic-port</c> for the servers' own.</summary>
    public string Port { get; init; } = "traffic-port";

    /// <summary>From one question to the next, in seconds.</summary>
    public int Interval { get; init; } = LeastInterval;

    /// <summary>How long an answer may take, in seconds.</summary>
    public int Timeout { get; init; } = LeastTimeout;

    /// <summary>How many good answers in a row make a server healthy.</summary>
    public int Up { get; init; } = 2;

    /// <summary>How many bad ones make it unhealthy.</summary>
    public int Down { get; init; } = 2;

    /// <summary>The deregistration delay in seconds: how long a server that leaves may go on with the requests that it has; 0 for not at all.</summary>
    public int Delay { get; init; } = 30;

    /// <summary>For how many seconds a new server gets a growing share; 0 for its whole share at once.</summary>
    public int SlowStart { get; init; }

    /// <summary>How a server is chosen, such as <c>round_robin</c>.</summary>
    public string Algorithm { get; init; } = "round_robin";

    /// <summary>The same at a quicker pace. A delay of 0 stays 0: what production cuts off is cut off.</summary>
    /// <param name="factor">What the times are divided by, from 1 on.</param>
    public TargetGroupSettings Faster(double factor)
    {
        var interval = Shorter(Interval, LeastInterval, factor);
        return this with
        {
            Interval = interval,
            Timeout = Math.Min(Shorter(Timeout, LeastTimeout, factor), interval - 1),
            Delay = Shorter(Delay, LeastDelay, factor),
            SlowStart = Shorter(SlowStart, LeastSlowStart, factor),
        };
    }

    /// <summary>All of it as one text.</summary>
    public override string ToString() => $"{Path} ({Matcher}) every {Interval} s within {Timeout} s, {Up} up, {Down} down, deregistration delay {Delay} s{(SlowStart > 0 ? $", slow start {SlowStart} s" : "")}, {Algorithm}";

    private static int Shorter(int seconds, int least, double factor) => seconds <= least ? seconds : Math.Max(least, (int)Math.Ceiling(seconds / factor));
}
