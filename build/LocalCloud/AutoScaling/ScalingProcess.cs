using System.Collections.Immutable;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>What a group does by itself and can be told to leave.</summary>
public static class ScalingProcess
{
    /// <summary>Adds instances.</summary>
    public const string Launch = "Launch";

    /// <summary>Removes instances.</summary>
    public const string Terminate = "Terminate";

    /// <summary>Registers new instances with the target groups.</summary>
    public const string AddToLoadBalancer = "AddToLoadBalancer";

    /// <summary>Keeps the zones even.</summary>
    public const string AZRebalance = "AZRebalance";

    /// <summary>Marks instances unhealthy.</summary>
    public const string HealthCheck = "HealthCheck";

    /// <summary>Replaces instances marked unhealthy.</summary>
    public const string ReplaceUnhealthy = "ReplaceUnhealthy";

    /// <summary>Runs scheduled actions.</summary>
    public const string ScheduledActions = "ScheduledActions";

    /// <summary>Every process, in AWS's order.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        AddToLoadBalancer, "AlarmNotification", AZRebalance, HealthCheck, "InstanceRefresh", Launch, ReplaceUnhealthy, ScheduledActions,
        Terminate
    ];
}
