using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>The live rule. Source: Elastic Load Balancing V2, Service Authorization Reference.</summary>
internal static class Moving
{
    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        yield return new("MoveTraffic", $"move live traffic at {environment.Traffic.LoadBalancer}")
        {
            Actions = [.. AllowedAction.Recorded("elasticloadbalancing", environment.Traffic.Rule is null ? "ModifyListener" : "ModifyRule")],
            Resources = [scope.LiveRule],
        };
    }
}
