using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions on targets.</summary>
internal sealed class TargetHealthActions(Cloud cloud, ITargets targets)
{
    public void Register(ActionTable table)
    {
        const string service = "elasticloadbalancing";
        table.Add(service, "RegisterTargets", call => ForEach(call, targets.Register));
        table.Add(service, "DeregisterTargets", call => ForEach(call, targets.Deregister));
        table.Add(service, "DescribeTargetHealth", Describe);
    }

    private IEnumerable<XElement> ForEach(AwsCall call, Action<string, string, string> act)
    {
        var arn = Existing(call);
        var region = cloud.Read(call.Region);
        var ids = call.Structures("Targets").Select(target => target.Required("Id")).ToList();
        foreach (var unknown in ids.Where(id => !region.Instances.ContainsKey(id)))
            throw new AwsError("InvalidTarget", $"The following targets are not valid instances: '{unknown}'");
        ids.ForEach(id => act(call.Region, arn, id));
        return [];
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var arn = Existing(call);
        var group = cloud.Read(call.Region).TargetGroups[arn];
        var asked = call.Structures("Targets").Select(target => target.Required("Id")).ToList();
        var health = targets.Health(call.Region, arn).ToList();
        // A target that is asked for by name and is not registered is told so instead of being left out.
        var strangers = asked.Except(health.Select(target => target.InstanceId))
            .Select(id => new Target(id, group.Port, "unused", "Target.NotRegistered", "Target is not registered to the target group"));
        return [new XElement("TargetHealthDescriptions", health.Where(target => asked.Count == 0 || asked.Contains(target.InstanceId)).Concat(strangers).Select(Member))];
    }

    private string Existing(AwsCall call) => call.Required("TargetGroupArn") is var arn && cloud.Read(call.Region).TargetGroups.ContainsKey(arn)
        ? arn
        : throw Refusal.NoTargetGroup(arn);

    private static XElement Member(Target target) => new("member",
        new XElement("Target", new XElement("Id", target.InstanceId), new XElement("Port", target.Port)),
        new XElement("HealthCheckPort", target.Port),
        new XElement("TargetHealth",
            new XElement("State", target.State),
            target.Reason is { } reason ? new XElement("Reason", reason) : null,
            target.Description is { } description ? new XElement("Description", description) : null));
}
