namespace Bundt.Domain.Environments;

/// <summary>What servers are launched, and how many.</summary>
public sealed record ServerSettings
{
    private readonly int? _desired;

    /// <summary>How they are launched.</summary>
    public LaunchKind Launch { get; init; } = LaunchKind.Template;

    /// <summary>The instance type.</summary>
    public string InstanceType { get; init; } = "t3.micro";

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

    /// <summary>Target tracking policies of the group.</summary>
    public IReadOnlyList<TargetTracking> Scaling { get; init; } = [];

    /// <summary>
    /// A digest of what servers are launched with: another one means that a server group of the same release and image is still not the same.
    /// </summary>
    public string Digest() => Digests.Of(
    [
        $"launch {Launch}", $"type {InstanceType}", $"sizes {Min} {Max} {Desired}", $"profile {InstanceProfile}", $"user data {UserData}",
        $"grace {HealthGrace}", .. Subnets.Select(subnet => $"subnet {subnet}"), .. SecurityGroups.Select(group => $"security group {group}"),
        .. Scaling.Select(policy => $"policy {policy}"),
    ])[..16];
}
