using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>Targets in the region's state; the front checks their health and ends their draining.</summary>
internal sealed class Targets(Cloud cloud) : ITargets
{
    /// <inheritdoc />
    public void Register(string region, string targetGroupArn, string instanceId) => cloud.Change(region, now =>
    {
        if (!now.TargetGroups.TryGetValue(targetGroupArn, out var group))
            throw Refusal.NoTargetGroup(targetGroupArn);
        return group.Targets.TryGetValue(instanceId, out var known) && known.State != "draining"
            ? now
            : now.WithTargetGroup(targetGroupArn, changing => changing with
            {
                Targets = changing.Targets.SetItem(instanceId, new Target(
                    instanceId, changing.Port, "initial", "Elb.RegistrationInProgress", "Target registration is in progress")),
            });
    });

    /// <inheritdoc />
    public void Deregister(string region, string targetGroupArn, string instanceId) => cloud.Change(region, now =>
        now.WithTargetGroup(targetGroupArn, group => group.With(instanceId, target => target.State == "draining" ? target : target with
        {
            State = "draining",
            Reason = "Target.DeregistrationInProgress",
            Description = "Target deregistration is in progress",
        })));

    /// <inheritdoc />
    public IReadOnlyList<Target> Health(string region, string targetGroupArn)
    {
        var now = cloud.Read(region);
        if (!now.TargetGroups.TryGetValue(targetGroupArn, out var group))
            return [];
        var used = now.TargetGroupsInUse.Contains(targetGroupArn);
        return [.. group.Targets.Values.Select(target => used || target.State == "draining"
            ? target
            : target with { State = "unused", Reason = "Target.NotInUse", Description = "Target group is not configured to receive traffic from the load balancer" })];
    }
}
