namespace Bundt.LocalCloud.Ec2;

/// <summary>What a call with a client token made of a launch template.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Digest">What the call asked for, in short.</param>
public sealed record LaunchTemplateToken(int Version, string Digest);
