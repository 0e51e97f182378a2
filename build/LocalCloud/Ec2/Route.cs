namespace Bundt.LocalCloud.Ec2;

/// <summary>A route to an internet gateway.</summary>
/// <param name="Destination">The IPv4 range that it is for.</param>
/// <param name="GatewayId">The gateway's id.</param>
/// <param name="Origin">The action that made it: <c>CreateRoute</c>.</param>
public sealed record Route(string Destination, string GatewayId, string Origin = "CreateRoute");
