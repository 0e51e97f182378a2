using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// What Chaos does to live servers, where the environment allows it: those of its own groups and target groups alone. Source: EC2 Auto Scaling and
/// Elastic Load Balancing V2, Service Authorization Reference.
/// </summary>
internal static class Striking
{
    private const string Rare = "Chaos alone does it, and no release";

    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        if (environment.Chaos is not { } chaos)
            yield break;
        string[] calls =
        [
            .. chaos.Kinds.Any(kind => kind is not (ChaosKind.Unhealthy or ChaosKind.Deregister)) ? ["autoscaling:TerminateInstanceInAutoScalingGroup"] : Array.Empty<string>(),
            .. chaos.Kinds.Contains(ChaosKind.Unhealthy) ? ["autoscaling:SetInstanceHealth"] : Array.Empty<string>(),
        ];
        if (calls.Length > 0)
        {
            yield return new("StrikeServers", "strike servers of the environment's groups, which Auto Scaling replaces")
            {
                Actions = [.. AllowedAction.Other(Rare, calls)],
                Resources = [scope.Groups],
                Conditions = [scope.OfApp, scope.OfEnv],
            };
        }

        if (chaos.Kinds.Contains(ChaosKind.Deregister))
        {
            yield return new("StrikeTargets", "take servers out of the environment's two target groups, and put them back")
            {
                Actions = [.. AllowedAction.Other(Rare, "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets")],
                Resources = scope.TargetGroupArns,
            };
        }
    }
}
