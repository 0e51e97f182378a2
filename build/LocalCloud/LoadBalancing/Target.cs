namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A registered (or just deregistered) target of a target group.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Port">The port that receives traffic.</param>
/// <param name="State"><c>initial</c>, <c>healthy</c>, <c>unhealthy</c>, <c>unused</c> or <c>draining</c>.</param>
/// <param name="Reason">AWS's reason code, such as <c>Elb.InitialHealthChecking</c>, or null when healthy.</param>
/// <param name="Description">AWS's sentence for the reason, or null.</param>
/// <param name="Drained">Whether, while it is still shown as draining, none of its requests is left.</param>
public sealed record Target(
    string InstanceId, int Port, string State, string? Reason = null, string? Description = null, bool Drained = false);
