using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using Bundt.LocalCloud.Front;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Listeners.</summary>
internal sealed class ListenerActions(Cloud cloud, HeldPorts held)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "CreateListener", Create);
        table.Add(Service, "DescribeListeners", Describe);
        table.Add(Service, "ModifyListener", Modify);
        table.Add(Service, "DeleteListener", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var (_, listener) = cloud.Change(call.Region, region =>
        {
            var balancer = region.LoadBalancer(call.Required("LoadBalancerArn"));
            CheckProtocol(call["Protocol"] ?? throw new AwsError("ValidationError", "A listener protocol must be specified"));
            var port = Port(call.Number("Port") ?? throw new AwsError("ValidationError", "A listener port must be specified"));
            var actions = ActionWire.Read(call, "DefaultActions", region, balancer.Arn);
            if (Taken(region, balancer.Arn, port) is { } known)
            {
                return XNode.DeepEquals(ActionWire.Show("Is", known.Actions), ActionWire.Show("Is", actions))
                    ? (region, known)
                    : throw new AwsError("DuplicateListener", "A listener already exists on this port for this load balancer");
            }

            if (region.Listeners.Values.Count(other => other.LoadBalancerArn == balancer.Arn) >= Quotas.ListenersOfLoadBalancer)
                throw new AwsError("TooManyListeners", $"The maximum number of listeners has been reached on the load balancer '{balancer.Arn}'");
            CheckFree(balancer, port);
            var arn = balancer.Arn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal) + "/" + Ids.Suffix();
            var made = new Listener
            {
                Arn = arn,
                LoadBalancerArn = balancer.Arn,
                Port = port,
                Actions = actions,
                DefaultRuleArn = RuleActions.NewArn(arn),
                Tags = Answer.Tags(call),
            };
            return ((region with { Listeners = region.Listeners.Add(arn, made) }).Settled(), made);
        });
        yield return Answer.Members("Listeners", [Show(listener)]);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var found = call.List("ListenerArns") is { Count: > 0 } arns ? arns.Select(region.Listener)
            : region.LoadBalancer(call["LoadBalancerArn"]
                ?? throw new AwsError("ValidationError", "Either listener ARNs or a load balancer ARN must be specified")) is { } balancer
                ? region.Listeners.Values.Where(listener => listener.LoadBalancerArn == balancer.Arn)
            : [];
        return Answer.Page(call, "Listeners", found, listener => listener.Arn, Show);
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (_, changed) = cloud.Change(call.Region, region =>
        {
            var listener = region.Listener(call.Required("ListenerArn"));
            CheckProtocol(call["Protocol"] ?? "HTTP");
            var port = Port(call.Number("Port") ?? listener.Port);
            if (port != listener.Port)
            {
                if (Taken(region, listener.LoadBalancerArn, port) is not null)
                    throw new AwsError("DuplicateListener", "A listener already exists on this port for this load balancer");
                CheckFree(region.LoadBalancer(listener.LoadBalancerArn), port);
            }

            listener = listener with
            {
                Port = port,
                Actions = call.Has("DefaultActions")
                    ? ActionWire.Read(call, "DefaultActions", region, listener.LoadBalancerArn)
                    : listener.Actions,
            };
            return ((region with { Listeners = region.Listeners.SetItem(listener.Arn, listener) }).Settled(), listener);
        });
        yield return Answer.Members("Listeners", [Show(changed)]);
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var listener = region.Listener(call.Required("ListenerArn"));
            return (region with
            {
                Listeners = region.Listeners.Remove(listener.Arn),
                Rules = region.Rules.RemoveRange(
                    region.Rules.Values.Where(rule => rule.ListenerArn == listener.Arn).Select(rule => rule.Arn)),
            }).Settled();
        });
        return Answer.Nothing;
    }

    private static Listener? Taken(Region region, string balancer, int port) =>
        region.Listeners.Values.FirstOrDefault(listener => listener.LoadBalancerArn == balancer && listener.Port == port);

    private static void CheckProtocol(string protocol)
    {
        if (protocol != "HTTP")
            throw new AwsError("UnsupportedProtocol", $"Listeners speak HTTP here, not '{protocol}'");
    }

    private static int Port(int port) => port is >= 1 and <= 65_535
        ? port
        : throw new AwsError("ValidationError", $"Listener port '{port}' must be between '1' and '65535' inclusive");

    /// <summary>
    /// Unlike on AWS, the port may belong to somebody else on this computer; better refused than silently never open. One that a deleted
    /// listener is about to give back is as good as free.
    /// </summary>
    private void CheckFree(LoadBalancer balancer, int port)
    {
        var wanted = new IPEndPoint(IPAddress.Parse(balancer.Address), port);
        if (held.Has(wanted))
            return;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(wanted);
        }
        catch (SocketException taken)
        {
            throw new AwsError("InvalidConfigurationRequest",
                $"Port {port} of {balancer.Address} cannot be had on this computer: {taken.Message}");
        }
    }

    private static XElement Show(Listener listener) => Answer.Member(
        new XElement("ListenerArn", listener.Arn),
        new XElement("LoadBalancerArn", listener.LoadBalancerArn),
        new XElement("Port", listener.Port),
        new XElement("Protocol", "HTTP"),
        ActionWire.Show("DefaultActions", listener.Actions));
}
