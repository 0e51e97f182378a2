namespace Bundt.LocalCloud.AutoScaling;

/// <summary>Where an instance is or is to be launched.</summary>
/// <param name="Zone">The availability zone.</param>
/// <param name="SubnetId">The subnet, or null for the zone's default one.</param>
public sealed record Place(string Zone, string? SubnetId);
