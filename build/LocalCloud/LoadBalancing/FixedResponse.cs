namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>An answer that the load balancer gives by itself.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The content type, or null.</param>
/// <param name="Body">The body, or null.</param>
public sealed record FixedResponse(string StatusCode, string? ContentType, string? Body);
