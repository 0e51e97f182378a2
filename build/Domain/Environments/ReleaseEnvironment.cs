namespace Bundt.Domain.Environments;

/// <summary>Where releases go: one environment file, read and checked.</summary>
public sealed record ReleaseEnvironment
{
    /// <summary>The file's name without its extension, such as <c>prod</c>. Not in the file itself.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is released.</summary>
    public required Application Application { get; init; }

    /// <summary>The account and region.</summary>
    public required AwsAccount Aws { get; init; }

    /// <summary>How images are made.</summary>
    public required BakeSettings Bake { get; init; }

    /// <summary>What servers are launched, and how many.</summary>
    public required ServerSettings Servers { get; init; }

    /// <summary>The load balancer and the way of the public's traffic through it.</summary>
    public required TrafficSettings Traffic { get; init; }

    /// <summary>When new servers are good enough.</summary>
    public VerifySettings Verify { get; init; } = new();

    /// <summary>How traffic is moved and watched.</summary>
    public SwapSettings Swap { get; init; } = new();

    /// <summary>The team's own programs around a swap.</summary>
    public HookSettings Hooks { get; init; } = new();

    /// <summary>Who is told of runs.</summary>
    public NotifySettings Notify { get; init; } = new();

    /// <summary>How many deployments are kept.</summary>
    public int Retain { get; init; } = 5;

    /// <summary>How much one run may remove.</summary>
    public PruneSettings Prune { get; init; } = new();

    /// <summary>What Chaos may do; null for nothing at all.</summary>
    public ChaosSettings? Chaos { get; init; }

    /// <summary>What is known of an environment that no file tells of yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="region">The region.</param>
    /// <param name="endpoint">The URL of an endpoint other than AWS's own, or null.</param>
    public static ReleaseEnvironment Unwritten(string name, string region, string? endpoint) => new()
    {
        Name = name,
        Application = new() { Name = "", Checkout = "" },
        Aws = new() { Account = "", Region = region, Endpoint = endpoint },
        Bake = new() { Source = new() { Name = "", Owner = "" } },
        Servers = new() { Subnets = [], SecurityGroups = [] },
        Traffic = new() { LoadBalancer = "", TargetGroups = new() { Blue = "", Green = "" }, Preview = new() { Blue = 0, Green = 0 } },
    };

    /// <summary>The same on paper, in a plan: nothing is waited for, asked or compared.</summary>
    public ReleaseEnvironment OnPaper() => this with
    {
        Verify = Verify with { Window = TimeSpan.Zero, Requests = [] },
        Swap = Swap with { Watch = TimeSpan.Zero, Approval = ApprovalKind.None, Slower = null, MoreFailedPercent = null },
        Traffic = Traffic with { Canary = Traffic.Canary with { Pause = TimeSpan.Zero } },
    };

    /// <summary>The S3 bucket that holds the lease and the history; named after account and region unless the file says otherwise.</summary>
    public string StateBucket { get => field ?? $"bundt-{Aws.Account}-{Aws.Region}"; init; }

    /// <summary>How long the lease lasts when a run does not renew it: after a crash, others wait so long.</summary>
    public TimeSpan LeaseExpiry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether it is the embedded local cloud.</summary>
    public bool IsLocal => Aws.Endpoint == "local";
}
