using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The refusals of Elastic Load Balancing, in one place.</summary>
internal static class Refusal
{
    public static AwsError NoLoadBalancer(string what) => new("LoadBalancerNotFound", $"One or more load balancers not found: '{what}'");

    public static AwsError NoTargetGroup(string what) => new("TargetGroupNotFound", $"One or more target groups not found: '{what}'");

    public static AwsError NoListener(string what) => new("ListenerNotFound", $"One or more listeners not found: '{what}'");

    public static AwsError NoRule(string what) => new("RuleNotFound", $"One or more rules not found: '{what}'");
}
