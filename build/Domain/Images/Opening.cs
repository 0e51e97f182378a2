namespace Bundt.Domain.Images;

/// <summary>What a rule of a security group lets in.</summary>
/// <param name="From">From where: a network in CIDR notation, or the id of a prefix list or security group.</param>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port.</param>
public sealed record Opening(string From, int First, int Last);
