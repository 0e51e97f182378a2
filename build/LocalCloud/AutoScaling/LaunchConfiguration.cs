using System.Collections.Immutable;
using Bundt.LocalCloud.Ec2;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>A launch configuration, the older way to say what instances are launched with.</summary>
/// <param name="Name">Its name, unique in the region.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Created">When it was created (UTC).</param>
/// <param name="Launch">What it launches.</param>
/// <param name="Settings">Wire parameters that are kept and shown as they were sent.</param>
public sealed record LaunchConfiguration(
    string Name,
    string Arn,
    DateTimeOffset Created,
    InstanceLaunch Launch,
    ImmutableSortedDictionary<string, string> Settings);
