namespace Bundt.LocalCloud.Tests.Front;

/// <summary>What a service is made of.</summary>
/// <param name="Name">Its name, and that of its Auto Scaling group.</param>
/// <param name="TargetGroup">The ARN of its target group.</param>
/// <param name="Listener">The ARN of the listener before it.</param>
/// <param name="Address">Where the listener answers.</param>
public sealed record ServiceParts(string Name, string TargetGroup, string Listener, Uri Address);
