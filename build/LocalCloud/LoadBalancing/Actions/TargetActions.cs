using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Targets of target groups: who is in, and how they are.</summary>
internal sealed class TargetActions(Cloud cloud, Targets targets)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "RegisterTargets", RegisterTargets);
        table.Add(Service, "DeregisterTargets", DeregisterTargets);
        table.Add(Service, "DescribeTargetHealth", DescribeHealth);
    }

    private IEnumerable<XElement> RegisterTargets(AwsCall call)
    {
        call.Demand("Targets");
        var region = cloud.Read(call.Region);
        var group = region.TargetGroup(call.Required("TargetGroupArn"));
        var named = Named(call);
        Refuse("not in a running state and cannot be registered", id => region.Instances.GetValueOrDefault(id)?.State != "running");
        Refuse($"not in the target group VPC '{group.VpcId}'", id => region.Instances[id].VpcId != group.VpcId);
        if (group.Targets.Select(target => target.InstanceId).Concat(named.Select(target => target.InstanceId)).Distinct().Count()
            > Quotas.TargetsOfGroup)
            throw new AwsError("TooManyTargets", $"The maximum number of targets has been reached on the target group '{group.Arn}'");
        targets.Register(call.Region, group.Arn, named);
        return Answer.Nothing;

        void Refuse(string why, Predicate<string> applies)
        {
            if (named.ConvertAll(target => target.InstanceId).FindAll(applies) is { Count: > 0 } refused)
                throw new AwsError("InvalidTarget", $"The following targets are {why}: '{string.Join("', '", refused)}'");
        }
    }

    private IEnumerable<XElement> DeregisterTargets(AwsCall call)
    {
        call.Demand("Targets");
        var group = cloud.Read(call.Region).TargetGroup(call.Required("TargetGroupArn"));
        targets.Deregister(call.Region, group.Arn, Named(call));
        return Answer.Nothing;
    }

    private IEnumerable<XElement> DescribeHealth(AwsCall call)
    {
        var group = cloud.Read(call.Region).TargetGroup(call.Required("TargetGroupArn"));
        var shown = Named(call) is { Count: > 0 } named
            ? named.SelectMany(target => group.Targets
                .Where(known => known.InstanceId == target.InstanceId && known.Port == (target.Port ?? known.Port))
                .DefaultIfEmpty(TargetStates.NotRegistered(target.InstanceId, target.Port ?? group.Port)))
            : group.Targets;
        yield return Answer.Members("TargetHealthDescriptions", shown.Select(target => Answer.Member(
            new XElement("Target", new XElement("Id", target.InstanceId), new XElement("Port", target.Port)),
            new XElement("HealthCheckPort", group.HealthCheck.PortFor(target.Port)),
            new XElement("TargetHealth",
                new XElement("State", target.State),
                Answer.Text("Reason", target.Reason),
                Answer.Text("Description", target.Description)))));
    }

    private static List<(string InstanceId, int? Port)> Named(AwsCall call) =>
        [.. call.Structures("Targets").Select(target => (target.Required("Id"), target.Number("Port")))];
}
