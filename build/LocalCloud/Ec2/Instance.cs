using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>An instance as DescribeInstances shows it.</summary>
public sealed record Instance : ITagged
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>What it was launched with.</summary>
    public required InstanceLaunch Launch { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>stopping</c>, <c>stopped</c>, <c>shutting-down</c> or <c>terminated</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether it was ever running: only then does it outlive a boot that fails.</summary>
    public bool HasRun { get; init; }

    /// <summary>Why it came to that state, as AWS words it, or null.</summary>
    public string? StateReason { get; init; }

    /// <summary>Its loopback address, 127.x.y.z; empty once it is terminated.</summary>
    public string PrivateIp { get; init; } = "";

    /// <summary>The subnet it is in.</summary>
    public required string SubnetId { get; init; }

    /// <summary>The network it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>The availability zone it is in.</summary>
    public required string Zone { get; init; }

    /// <summary>The id of its root volume.</summary>
    public required string VolumeId { get; init; }

    /// <summary>The reservation it came from.</summary>
    public required string ReservationId { get; init; }

    /// <summary>When it was launched (UTC).</summary>
    public required DateTimeOffset LaunchTime { get; init; }

    /// <summary>When it was terminated (UTC); it stays listed for an hour.</summary>
    public DateTimeOffset? TerminatedAt { get; init; }

    /// <summary>The layers that its machine boots from, topmost first; empty for the host's own system.</summary>
    public ImmutableList<string> Layers { get; init; } = [];

    /// <summary>Its place among the instances of its reservation, from 0.</summary>
    public int LaunchIndex { get; init; }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
