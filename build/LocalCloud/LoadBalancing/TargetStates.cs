using System.Collections.Immutable;
using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>
/// The states of a target, with AWS's reasons and sentences. Source: "Health checks for Application Load Balancer target groups", target
/// health status and health check reason codes.
/// </summary>
internal static class TargetStates
{
    public const string Initial = "initial";
    public const string Healthy = "healthy";
    public const string Unhealthy = "unhealthy";
    public const string Unused = "unused";
    public const string Draining = "draining";

    public static Target Registering(string instanceId, int port) =>
        new(instanceId, port, Initial, "Elb.RegistrationInProgress", "Target registration is in progress");

    public static Target NotRegistered(string instanceId, int port) =>
        new(instanceId, port, Unused, "Target.NotRegistered", "Target is not registered to the target group");

    public static Target Checking(this Target target) =>
        new(target.InstanceId, target.Port, Initial, "Elb.InitialHealthChecking", "Initial health checks in progress");

    public static Target Passed(this Target target) => new(target.InstanceId, target.Port, Healthy);

    public static Target Failed(this Target target, string reason, string description) =>
        new(target.InstanceId, target.Port, Unhealthy, reason, description);

    public static Target NotInUse(this Target target) => new(
        target.InstanceId,
        target.Port,
        Unused,
        "Target.NotInUse",
        "Target group is not configured to receive traffic from the load balancer");

    public static Target InOtherZone(this Target target) => new(
        target.InstanceId,
        target.Port,
        Unused,
        "Target.NotInUse",
        "Target is in an Availability Zone that is not enabled for the load balancer");

    public static Target Down(this Target target, string instanceState) =>
        new(target.InstanceId, target.Port, Unused, "Target.InvalidState", $"Target is in the {instanceState} state");

    public static Target Leaving(this Target target) =>
        new(target.InstanceId, target.Port, Draining, "Target.DeregistrationInProgress", "Target deregistration is in progress");

    /// <summary>
    /// The region with the targets of groups that nothing refers to as <c>unused</c>, those in zones where their load balancer is not too,
    /// and those that came into use as being registered. Every change of load balancers, listeners, rules and targets ends with it.
    /// </summary>
    public static Region Settled(this Region region)
    {
        var users = region.Uses().ToDictionary(use => use.TargetGroup, use => region.LoadBalancers[use.LoadBalancer]);
        var groups = region.TargetGroups.Values
            .Select(group => (Before: group, After: Settled(region, group, users.GetValueOrDefault(group.Arn))))
            .Where(group => !ReferenceEquals(group.Before, group.After))
            .ToList();
        return groups.Count == 0
            ? region
            : region with
            {
                TargetGroups = region.TargetGroups.SetItems(groups.Select(group => KeyValuePair.Create(group.After.Arn, group.After))),
            };
    }

    /// <summary>The region after a restart: what was observed of targets before it is forgotten.</summary>
    public static Region Unobserved(this Region region) => (region with
    {
        TargetGroups = region.TargetGroups.ToImmutableSortedDictionary(group => group.Key, group => group.Value with
        {
            Targets = group.Value.Targets.ConvertAll(target =>
                target.State == Draining ? target : Registering(target.InstanceId, target.Port)),
        }),
    }).Settled();

    private static TargetGroup Settled(Region region, TargetGroup group, LoadBalancer? user)
    {
        var zones = user?.Subnets.Select(subnet => region.Subnets.GetValueOrDefault(subnet)?.Zone).ToHashSet();
        var targets = group.Targets.ConvertAll(target =>
            target.State == Draining ? target
            : zones is null ? target.NotInUse()
            : region.Instances.GetValueOrDefault(target.InstanceId) is { } instance && !zones.Contains(instance.Zone) ? target.InOtherZone()
            : target.Reason == "Target.NotInUse" ? Registering(target.InstanceId, target.Port)
            : target);
        return targets.SequenceEqual(group.Targets) ? group : group with { Targets = targets };
    }
}
