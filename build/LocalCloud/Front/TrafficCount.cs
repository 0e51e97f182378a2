namespace Bundt.LocalCloud.Front;

/// <summary>What requests are counted by.</summary>
/// <param name="Listener">The listener's ARN.</param>
/// <param name="TargetGroup">The target group's ARN; empty when the load balancer answered by itself.</param>
/// <param name="Target">The instance; empty when the load balancer answered by itself.</param>
/// <param name="Status">The HTTP status of the answer.</param>
internal readonly record struct TrafficCount(string Listener, string TargetGroup, string Target, int Status);
