using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions on listeners.</summary>
internal sealed class ListenerActions(Cloud cloud)
{
    public void Register(ActionTable table)
    {
        const string service = "elasticloadbalancing";
        table.Add(service, "CreateListener", Create);
        table.Add(service, "DescribeListeners", Describe);
        table.Add(service, "ModifyListener", Modify);
        table.Add(service, "DeleteListener", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var (_, listener) = cloud.Change(call.Region, region =>
        {
            var balancer = region.LoadBalancers.GetValueOrDefault(call.Required("LoadBalancerArn")) ?? throw Refusal.NoLoadBalancer(call["LoadBalancerArn"]!);
            var port = call.Number("Port") ?? throw new AwsError("ValidationError", "A port must be specified");
            if ((call["Protocol"] ?? "HTTP") != "HTTP")
                throw new AwsError("UnsupportedProtocol", $"The protocol '{call["Protocol"]}' is not supported here; HTTP is");
            if (region.Listeners.Values.Any(known => known.LoadBalancerArn == balancer.Arn && known.Port == port))
                throw new AwsError("DuplicateListener", "A listener already exists on this port for this load balancer");
            var made = new Listener
            {
                Arn = $"{balancer.Arn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{Ids.Suffix()}",
                LoadBalancerArn = balancer.Arn,
                Port = port,
                Actions = ActionWire.ReadActions(call, "DefaultActions", region),
                Tags = TagActions.Read(call),
            };
            return (region with { Listeners = region.Listeners.Add(made.Arn, made) }, made);
        });
        return [new XElement("Listeners", Member(listener))];
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var arns = call.List("ListenerArns");
        if (call["LoadBalancerArn"] is { } balancer && !region.LoadBalancers.ContainsKey(balancer))
            throw Refusal.NoLoadBalancer(balancer);
        foreach (var missing in arns.Where(arn => !region.Listeners.ContainsKey(arn)))
            throw Refusal.NoListener(missing);
        return Paging.Of(call, "Listeners", region.Listeners.Values
            .Where(known => arns.Count > 0 ? arns.Contains(known.Arn) : known.LoadBalancerArn == call["LoadBalancerArn"]).Select(Member));
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (_, listener) = cloud.Change(call.Region, region =>
        {
            var before = region.Listeners.GetValueOrDefault(call.Required("ListenerArn")) ?? throw Refusal.NoListener(call["ListenerArn"]!);
            var changed = before with
            {
                Port = call.Number("Port") ?? before.Port,
                Actions = call.Has("DefaultActions") ? ActionWire.ReadActions(call, "DefaultActions", region) : before.Actions,
            };
            return (region with { Listeners = region.Listeners.SetItem(changed.Arn, changed) }, changed);
        });
        return [new XElement("Listeners", Member(listener))];
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var arn = call.Required("ListenerArn");
        cloud.Change(call.Region, region => region.Listeners.ContainsKey(arn)
            ? region with
            {
                Listeners = region.Listeners.Remove(arn),
                Rules = region.Rules.RemoveRange(region.Rules.Values.Where(rule => rule.ListenerArn == arn).Select(rule => rule.Arn)),
            }
            : throw Refusal.NoListener(arn));
        return [];
    }

    private static XElement Member(Listener listener) => new("member",
        new XElement("ListenerArn", listener.Arn),
        new XElement("LoadBalancerArn", listener.LoadBalancerArn),
        new XElement("Port", listener.Port),
        new XElement("Protocol", "HTTP"),
        ActionWire.Actions("DefaultActions", listener.Actions));
}
