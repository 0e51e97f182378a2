using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// What an instance is launched with, after a launch template, a launch configuration or the call's parameters were resolved.
/// </summary>
public sealed record InstanceLaunch
{
    /// <summary>The image id.</summary>
    public required string ImageId { get; init; }

    /// <summary>The instance type, such as <c>t3.micro</c>.</summary>
    public string InstanceType { get; init; } = "t3.micro";

    /// <summary>The subnet, or null for the default subnet of <see cref="Zone"/> (or of the first zone).</summary>
    public string? SubnetId { get; init; }

    /// <summary>The availability zone, when no subnet is named.</summary>
    public string? Zone { get; init; }

    /// <summary>The key pair's name, or null.</summary>
    public string? KeyName { get; init; }

    /// <summary>The security groups' ids; empty for the network's default group.</summary>
    public ImmutableList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>User data as sent on the wire: base64.</summary>
    public string? UserData { get; init; }

    /// <summary>The instance profile's name or ARN, or null.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>How it may ask the instance metadata service.</summary>
    public MetadataOptions MetadataOptions { get; init; } = new();

    /// <summary>Tags of the instance.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Tags of its volumes.</summary>
    public ImmutableSortedDictionary<string, string> VolumeTags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What its own shutdown does: <c>stop</c> or <c>terminate</c>.</summary>
    public string ShutdownBehavior { get; init; } = "stop";

    /// <summary>Whether TerminateInstances is refused.</summary>
    public bool DisableApiTermination { get; init; }

    /// <summary>Whether it was asked to be optimised for its volumes; kept and shown only.</summary>
    public bool EbsOptimized { get; init; }

    /// <summary>The root volume's size (GiB), or null for the image's.</summary>
    public int? VolumeSize { get; init; }

    /// <summary>The root volume's kind, or null for the image's.</summary>
    public string? VolumeType { get; init; }

    /// <summary>Whether the root volume is to be encrypted, or null for as the snapshot is.</summary>
    public bool? VolumeEncrypted { get; init; }

    /// <summary>The key to encrypt the root volume with as it was named, or null.</summary>
    public string? VolumeKmsKey { get; init; }

    /// <summary>Whether the root volume goes with the instance.</summary>
    public bool DeleteOnTermination { get; init; } = true;

    /// <summary>The token that makes a repeated launch answer the same instance, or null.</summary>
    public string? ClientToken { get; init; }

    /// <summary>What the call with that token asked for, or null: the same token with anything else is refused.</summary>
    public string? RequestDigest { get; init; }
}
