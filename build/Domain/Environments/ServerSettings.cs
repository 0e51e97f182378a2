namespace Bundt.Domain.Environments;

/// <summary>What servers are launched, and how many.</summary>
public sealed record ServerSettings
{
    /// <summary>Stands for all group metrics.</summary>
    public const string AllMetrics = "all";

    private readonly int? _desired;

    /// <summary>How they are launched.</summary>
    public LaunchKind Launch { get; init; } = LaunchKind.Template;

    /// <summary>The instance type.</summary>
    public string InstanceType { get; init; } = "t3.micro";

    /// <summary>Further instance types, each taken where AWS has none of those before it.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    /// <summary>The fewest servers.</summary>
    public int Min { get; init; } = 2;

    /// <summary>The most servers.</summary>
    public int Max { get; init; } = 4;

    /// <summary>How many servers at first, <see cref="Min"/> unless said otherwise; the live group's number wins where it is larger.</summary>
    public int Desired { get => _desired ?? Min; init => _desired = value; }

    /// <summary>The subnets, by id or by their Name tag.</summary>
    public required IReadOnlyList<string> Subnets { get; init; }

    /// <summary>The security groups, by id or by group name.</summary>
    public required IReadOnlyList<string> SecurityGroups { get; init; }

    /// <summary>The instance profile's name, or null.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>The script that a server runs at its first boot; it selects the environment and holds no secret.</summary>
    public string? UserData { get; init; }

    /// <summary>How long after its launch a server's health does not count for its group.</summary>
    public TimeSpan HealthGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The scaling policies of the group.</summary>
    public IReadOnlyList<ScalingPolicy> Scaling { get; init; } = [];

    /// <summary>
    /// The group's scheduled actions. It gets them when its traffic has been watched: until then they would move a size that has to be held, and
    /// bring back each morning a group that its deadline had ended.
    /// </summary>
    public IReadOnlyList<ScheduledAction> Schedule { get; init; } = [];

    /// <summary>The group metrics that AWS collects each minute, by name, or <see cref="AllMetrics"/>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Tags of the team's own, on the group and on its servers.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A digest of what servers are launched with: another one means that a server group of the same release and image is still not the same.
    /// What a file does not use is no part of it, so that a new setting of Bundt's does not replace anybody's servers.
    /// </summary>
    public string Digest() => Digests.Of(
    [
        $"launch {Launch}", $"type {InstanceType}", $"sizes {Min} {Max} {Desired}", $"profile {InstanceProfile}", $"user data {UserData}",
        $"grace {HealthGrace}", .. Subnets.Select(subnet => $"subnet {subnet}"), .. SecurityGroups.Select(group => $"security group {group}"),
        .. Scaling.Select(policy => $"policy {policy}"), .. InstanceTypes.Select(type => $"other type {type}"),
        .. Schedule.Select(action => $"schedule {action}"), .. Metrics.Order(StringComparer.Ordinal).Select(metric => $"metric {metric}"),
        .. Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"tag {tag.Key} = {tag.Value}"),
    ])[..16];
}
