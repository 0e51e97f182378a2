using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Creates, changes and deletes groups.</summary>
internal sealed class GroupActions(Groups groups)
{
    public IEnumerable<XElement> Create(AwsCall call)
    {
        var name = call.Required("AutoScalingGroupName");
        if (name.Length > LongestName)
            throw Constraint.Longer("autoScalingGroupName", [name], LongestName);
        if (name.Contains(':'))
            throw Refusal.Invalid("The name of an Auto Scaling group must not contain a colon (:).");
        groups.ChangeRegion(call, region => region.ScalingGroups.ContainsKey(name)
            ? throw Refusal.Exists(
                $"AutoScalingGroup by this name already exists - A group with the name {name} already exists")
            : region with { ScalingGroups = Quota.Groups.Check(region.ScalingGroups.Add(name, New(call, region, name))) });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Update(AwsCall call)
    {
        var region = groups.Region(call);
        groups.Change(call, group =>
        {
            var changed = GroupWire.Apply(call, region, group);
            var desired = call.Number("DesiredCapacity") is { } asked
                ? GroupWire.Desired(changed, asked)
                : Math.Clamp(changed.DesiredCapacity, changed.MinSize, changed.MaxSize);
            var reason = "a user request update of AutoScalingGroup constraints to "
                + ScalingGroup.Constraints(changed.MinSize, changed.MaxSize, desired);
            return (changed with { LaunchFailures = 0, RetryLaunchAt = null, RetryRebalanceAt = null }).Desire(desired, reason, groups.Now);
        });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Delete(AwsCall call)
    {
        var name = groups.Read(call).Name;
        groups.ChangeRegion(call, region => region.WithGroup(name, group => Ending(group, call.Flag("ForceDelete") == true)));
        return Answer.Nothing;
    }

    public IEnumerable<XElement> SetDesiredCapacity(AwsCall call)
    {
        call.Required("DesiredCapacity");
        var desired = call.Number("DesiredCapacity")!.Value;
        groups.Change(call, group =>
        {
            if (desired > group.MaxSize)
                throw Refusal.Invalid($"New SetDesiredCapacity value {desired} is above max value {group.MaxSize} for the AutoScalingGroup.");
            if (desired < group.MinSize)
                throw Refusal.Invalid($"New SetDesiredCapacity value {desired} is below min value {group.MinSize} for the AutoScalingGroup.");
            if (call.Flag("HonorCooldown") == true && group.Cooling(groups.Now, group.DefaultCooldown) is { } activity)
                throw Refusal.Cooling(activity);
            return group.Desire(desired, "a user request explicitly set group desired capacity", groups.Now);
        });
        return Answer.Nothing;
    }

    private ScalingGroup New(AwsCall call, Region region, string name)
    {
        call.Required("MinSize");
        call.Required("MaxSize");
        var source = LaunchSourceWire.Read(call, region)
            ?? throw Refusal.Invalid(LaunchSourceWire.OneSource);
        var empty = new ScalingGroup
        {
            Name = name,
            Arn = region.Arn("autoscaling", $"autoScalingGroup:{Guid.NewGuid()}:autoScalingGroupName/{name}"),
            Created = groups.Now,
            Source = source,
            MinSize = 0,
            MaxSize = 0,
            DesiredCapacity = 0,
            Settings = WireTree.Take(call with { Parameters = new Dictionary<string, string> { [Role] = RoleArn } }, Role)
        };
        var group = GroupWire.Tagged(GroupWire.Apply(call, region, empty), call.Structures("Tags")) with
        {
            LifecycleHooks = Quota.Hooks.Check(call.Structures("LifecycleHookSpecificationList")
                .Select(hook => HookWire.Read(hook))
                .ToImmutableSortedDictionary(hook => hook.Name, hook => hook)),
            TargetGroupArns = [.. TargetGroupWire.Read(call, region)]
        };
        Quota.TargetGroups.Check(group.TargetGroupArns.Count);
        if (group.Zones.IsEmpty)
            throw Refusal.Invalid("At least one Availability Zone or VPC Subnet is required.");
        var desired = GroupWire.Desired(group, call.Number("DesiredCapacity") ?? group.MinSize);
        return group.Desire(desired, "a user request created an AutoScalingGroup", groups.Now);
    }

    private ScalingGroup Ending(ScalingGroup group, bool force)
    {
        if (group.Deleting)
            return group;
        if (!GroupSettings.AllowsDeletion(group, force))
            throw Refusal.InUse($"AutoScalingGroup {group.Name} is protected from deletion.");
        const string refused = "You cannot delete an AutoScalingGroup while there are";
        if (!force && group.Instances.Exists(instance => !instance.Leaving))
            throw Refusal.InUse($"{refused} instances or pending Spot instance request(s) still in the group.");
        if (!force && group.Instances.Count > 0)
            throw Refusal.Busy($"{refused} scaling activities in progress for that group.");
        return group.Desire(0, "a user request force-deleted AutoScalingGroup", groups.Now) with
        {
            Status = ScalingGroup.DeleteInProgress,
            MinSize = 0,
            MaxSize = 0
        };
    }

    private const int LongestName = 255;

    private const string Role = "ServiceLinkedRoleARN";

    private const string RoleArn =
        $"arn:aws:iam::{Region.Account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
}
