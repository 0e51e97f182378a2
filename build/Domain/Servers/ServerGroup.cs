using Bundt.Domain.Releases;

namespace Bundt.Domain.Servers;

/// <summary>An Auto Scaling group as it is now.</summary>
public sealed record ServerGroup
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its fewest servers.</summary>
    public required int Min { get; init; }

    /// <summary>Its most servers.</summary>
    public required int Max { get; init; }

    /// <summary>How many servers it is to have now.</summary>
    public required int Desired { get; init; }

    /// <summary>Its servers.</summary>
    public IReadOnlyList<Server> Servers { get; init; } = [];

    /// <summary>The ARNs of the target groups it registers with.</summary>
    public IReadOnlyList<string> TargetGroups { get; init; } = [];

    /// <summary>The Auto Scaling processes that are suspended, such as <c>AlarmNotification</c>.</summary>
    public IReadOnlyList<string> Suspended { get; init; } = [];

    /// <summary>The group metrics that AWS collects.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The id of its launch template, or null.</summary>
    public string? LaunchTemplate { get; init; }

    /// <summary>The version of its launch template, a number, or null.</summary>
    public string? LaunchTemplateVersion { get; init; }

    /// <summary>The name of its launch configuration, or null.</summary>
    public string? LaunchConfiguration { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Whether it is being deleted.</summary>
    public bool Deleting { get; init; }

    /// <summary>The release it carries, or null when it is not one of ours.</summary>
    public ReleaseVersion? Release => ReleaseVersion.TryParse(Tags.GetValueOrDefault(Names.Release));

    /// <summary>Until when it is kept at full size (UTC), or null.</summary>
    public DateTimeOffset? WarmUntil =>
        DateTimeOffset.TryParse(Tags.GetValueOrDefault(Names.WarmUntil), System.Globalization.CultureInfo.InvariantCulture, out var until) ? until : null;

    /// <summary>The sizes and scheduled actions that it had when it was live, or null.</summary>
    public GroupSizes? LiveSizes => GroupSizes.FromJson(Tags.GetValueOrDefault(Names.Sizes));

    /// <summary>Whether its alarms and scheduled actions are kept from moving its size.</summary>
    public bool IsHeld => Suspended.Contains("AlarmNotification") || Suspended.Contains("ScheduledActions");

    /// <summary>Whether it has been taken out of service: no size, no target group.</summary>
    public bool IsRetired => Max == 0 && TargetGroups.Count == 0;

    /// <summary>Whether its deployment or verification failed, or traffic was taken back from it.</summary>
    public bool HasFailed => Tags.ContainsKey(Names.Failed) || Tags.ContainsKey(Names.RolledBack);

    /// <summary>Whether it belongs to that application and environment by its tags; only such groups are ever changed.</summary>
    public bool IsOf(string app, string env) => Tags.GetValueOrDefault(Names.App) == app && Tags.GetValueOrDefault(Names.Env) == env;
}
