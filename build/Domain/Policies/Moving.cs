using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// The live rule. The resources are those of Elastic Load Balancing V2 by their ARNs; the rows of the two actions could not be compared with the
/// Service Authorization Reference.
/// </summary>
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
