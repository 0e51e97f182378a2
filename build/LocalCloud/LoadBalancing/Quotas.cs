namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>How many there may be of each, by default. Source: "Quotas for your Application Load Balancers".</summary>
internal static class Quotas
{
    public const int LoadBalancers = 50;
    public const int TargetGroups = 3000;
    public const int ListenersOfLoadBalancer = 50;
    public const int RulesOfLoadBalancer = 100;
    public const int TargetGroupsOfLoadBalancer = 100;
    public const int TargetGroupsOfAction = 5;
    public const int TargetsOfGroup = 1000;
    public const int TargetsOfLoadBalancer = 1000;
    public const int ConditionValuesOfRule = 5;
    public const int WildcardsOfRule = 5;
    public const int Tags = 50;

    /// <summary>The quotas as DescribeAccountLimits names them.</summary>
    public static readonly IReadOnlyList<(string Name, int Most)> All =
    [
        ("application-load-balancers", LoadBalancers),
        ("condition-values-per-alb-rule", ConditionValuesOfRule),
        ("condition-wildcards-per-alb-rule", WildcardsOfRule),
        ("listeners-per-application-load-balancer", ListenersOfLoadBalancer),
        ("rules-per-application-load-balancer", RulesOfLoadBalancer),
        ("target-groups", TargetGroups),
        ("target-groups-per-action-on-application-load-balancer", TargetGroupsOfAction),
        ("target-groups-per-application-load-balancer", TargetGroupsOfLoadBalancer),
        ("targets-per-application-load-balancer", TargetsOfLoadBalancer),
    ];
}
