namespace Bundt.Domain.Environments;

/// <summary>What Chaos may do in an environment, and when. Without this section it does nothing there.</summary>
public sealed record ChaosSettings
{
    /// <summary>The kinds that are to be had everywhere, and those of an environment that names none.</summary>
    public static readonly IReadOnlyList<ChaosKind> Everywhere = [ChaosKind.Terminate, ChaosKind.Unhealthy, ChaosKind.Zone, ChaosKind.Deregister];

    /// <summary>The hours in which it may strike, such as <c>09:00-17:00</c>; <c>22:00-06:00</c> goes past midnight, and <c>00:00-24:00</c> is always.</summary>
    public required string Hours { get; init; }

    /// <summary>The days on which it may, such as <c>MON-FRI</c> or <c>MON,WED,FRI</c>; null for all.</summary>
    public string? Days { get; init; }

    /// <summary>The time zone of both, by its name in the IANA database.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>How likely an experiment strikes at all, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>What it may do.</summary>
    public IReadOnlyList<ChaosKind> Kinds { get; init; } = Everywhere;

    /// <summary>The fewest healthy servers that have to remain; null for half of the group, rounded up.</summary>
    public int? MinHealthy { get; init; }

    /// <summary>How long the group may take to be whole again.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The fewest healthy servers of a group of that size that have to remain: one at the least.</summary>
    /// <param name="desired">How many servers it is to have.</param>
    public int Remaining(int desired) => Math.Max(1, MinHealthy ?? ((desired + 1) / 2));
}
