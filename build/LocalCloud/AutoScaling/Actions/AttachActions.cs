using System.Xml.Linq;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>
/// Takes running instances into a group. What such an instance has to be: Amazon EC2 Auto Scaling user guide, "Detach or attach instances".
/// </summary>
internal sealed class AttachActions(Groups groups)
{
    public IEnumerable<XElement> Attach(AwsCall call)
    {
        var (ids, name) = (Membership.Named(call), groups.Read(call).Name);
        groups.ChangeRegion(call, region =>
        {
            var group = region.ScalingGroups[name];
            if (group.DesiredCapacity + ids.Count > group.MaxSize)
                throw Membership.NoRoom(group, "attach", ids.Count);
            var instances = ids.Select(id => Attachable(region, group, id)).ToList();
            var attached = instances.Aggregate(group, (growing, instance) => Attached(growing, instance));
            return ids.Aggregate(region.WithGroup(name, _ => attached), (marked, id) => marked.WithMembership(id, name));
        });
        return Answer.Nothing;
    }

    private static Instance Attachable(Region region, ScalingGroup group, string id)
    {
        if (!region.Instances.TryGetValue(id, out var instance))
            throw Refusal.Invalid($"Invalid Instance ID: {id}");
        if (region.ScalingGroups.Values.FirstOrDefault(other => other.Instances.Exists(member => member.InstanceId == id)) is { } owner)
            throw Refusal.Invalid($"The Instance: {id} is already part of AutoScalingGroup:{owner.Name}");
        if (instance.State != "running")
            throw Refusal.Invalid($"The Instance: {id} is not in the running state.");
        if (!region.Images.ContainsKey(instance.Launch.ImageId))
            throw Refusal.Invalid($"The AMI {instance.Launch.ImageId} that the Instance: {id} was launched from does not exist.");
        if (!group.Zones.Contains(instance.Zone))
            throw Refusal.Invalid($"The Instance: {id} is not in an Availability Zone of AutoScalingGroup:{group.Name}");
        if (group.TargetGroupArns.Exists(arn => region.TargetGroups.TryGetValue(arn, out var target) && target.VpcId != instance.VpcId))
            throw Refusal.Invalid($"The Instance: {id} and the Target Groups of AutoScalingGroup:{group.Name} are not in the same VPC.");
        return instance;
    }

    private ScalingGroup Attached(ScalingGroup group, Instance instance)
    {
        var place = new Place(instance.Zone, instance.SubnetId);
        var cause = $"an instance was attached in response to a user request, "
            + $"increasing the capacity from {group.DesiredCapacity} to {group.DesiredCapacity + 1}.";
        var activity = ScalingActivity
            .Begin(group, $"Attaching an existing EC2 instance: {instance.Id}", Cause.At(groups.Now, cause), place, groups.Now)
            .At("PreInService", 30);
        return group.Record(activity) with
        {
            DesiredCapacity = group.DesiredCapacity + 1,
            Instances = group.Instances.Add(new GroupInstance
            {
                InstanceId = instance.Id,
                InstanceType = instance.Launch.InstanceType,
                ImageId = instance.Launch.ImageId,
                Place = place,
                Source = new LaunchSource(),
                LaunchedAt = instance.LaunchTime,
                ActivityId = activity.Id,
                ProtectedFromScaleIn = group.NewInstancesProtectedFromScaleIn
            })
        };
    }
}
