namespace Bundt.Domain.Environments;

/// <summary>When new servers are good enough.</summary>
public sealed record VerifySettings
{
    /// <summary>How long they must be healthy without a break.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long they may take to become so.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many consecutive probes must answer with the new version; every server is among them.</summary>
    public int Probes { get; init; } = 10;

    /// <summary>What else the new servers are asked, and what they have to answer.</summary>
    public IReadOnlyList<VerifyRequest> Requests { get; init; } = [];

    /// <summary>How long one script in <c>scripts/verify</c> may take.</summary>
    public TimeSpan ScriptTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
