using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>Registers targets in the state; health checks, draining and traffic follow from it.</summary>
internal sealed class Targets(Cloud cloud) : ITargets
{
    /// <inheritdoc/>
    public void Register(string region, string targetGroupArn, string instanceId) => Register(region, targetGroupArn, [(instanceId, null)]);

    /// <inheritdoc/>
    public void Deregister(string region, string targetGroupArn, string instanceId) =>
        Deregister(region, targetGroupArn, [(instanceId, null)]);

    /// <inheritdoc/>
    public IReadOnlyList<Target> Health(string region, string targetGroupArn) =>
        cloud.Read(region).TargetGroups.GetValueOrDefault(targetGroupArn)?.Targets ?? [];

    /// <summary>Adds targets, on the target group's port where none is named. One that is draining comes back as a new one.</summary>
    /// <exception cref="Wire.AwsError"><c>TargetGroupNotFound</c>.</exception>
    public void Register(string region, string targetGroupArn, IReadOnlyCollection<(string InstanceId, int? Port)> targets) =>
        cloud.Change(region, known =>
        {
            var group = known.TargetGroup(targetGroupArn);
            var added = targets.Select(target => TargetStates.Registering(target.InstanceId, target.Port ?? group.Port))
                .Where(target => !group.Targets.Any(other => Same(target, other) && other.State != TargetStates.Draining))
                .DistinctBy(target => (target.InstanceId, target.Port))
                .ToList();
            return added.Count == 0 ? known : Changed(known, group with
            {
                Targets = group.Targets.RemoveAll(old => added.Exists(target => Same(target, old))).AddRange(added),
            });
        });

    /// <summary>Takes targets out, on every port where none is named: they drain.</summary>
    public void Deregister(string region, string targetGroupArn, IReadOnlyCollection<(string InstanceId, int? Port)> targets) =>
        cloud.Change(region, known => known.TargetGroups.GetValueOrDefault(targetGroupArn) is { } group
            ? Changed(known, group with
            {
                Targets = group.Targets.ConvertAll(target =>
                    target.State != TargetStates.Draining
                    && targets.Any(leaving => leaving.InstanceId == target.InstanceId && (leaving.Port ?? target.Port) == target.Port)
                        ? target.Leaving()
                        : target),
            })
            : known);

    private static Region Changed(Region region, TargetGroup group) =>
        (region with { TargetGroups = region.TargetGroups.SetItem(group.Arn, group) }).Settled();

    private static bool Same(Target one, Target other) => one.InstanceId == other.InstanceId && one.Port == other.Port;
}
