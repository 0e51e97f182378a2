using System.Net;
using System.Xml.Linq;
using Bundt.LocalCloud.Front;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Load balancers and their attributes.</summary>
internal sealed class LoadBalancerActions(Cloud cloud, Addresses addresses, TimeProvider time)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "CreateLoadBalancer", Create);
        table.Add(Service, "DescribeLoadBalancers", Describe);
        table.Add(Service, "DeleteLoadBalancer", Delete);
        table.Add(Service, "DescribeLoadBalancerAttributes", DescribeAttributes);
        table.Add(Service, "ModifyLoadBalancerAttributes", ModifyAttributes);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var address = addresses.Take(Balancer.Network, Balancer.ClaimPort);
        try
        {
            var (after, balancer) = cloud.Change(call.Region, region =>
            {
                var wanted = Wanted(region, call, address);
                if (region.LoadBalancers.Values.FirstOrDefault(other => other.Name == wanted.Name) is not { } known)
                    return region.LoadBalancers.Count < Quotas.LoadBalancers
                        ? (region with { LoadBalancers = region.LoadBalancers.Add(wanted.Arn, wanted) }, wanted)
                        : throw new AwsError("TooManyLoadBalancers", "The maximum number of load balancers has been reached");
                return known.Scheme == wanted.Scheme && known.Subnets.ToHashSet().SetEquals(wanted.Subnets)
                    && known.SecurityGroups.ToHashSet().SetEquals(wanted.SecurityGroups)
                    ? (region, known)
                    : throw new AwsError("DuplicateLoadBalancerName",
                        $"A load balancer with the same name '{known.Name}' exists, but with different settings");
            });
            if (balancer.Address != address.ToString())
                addresses.Return(address);
            return [Answer.Members("LoadBalancers", [Show(after, balancer)])];
        }
        catch
        {
            addresses.Return(address);
            throw;
        }
    }

    private LoadBalancer Wanted(Region region, AwsCall call, IPAddress address)
    {
        var name = call.Required("Name");
        if (name.Length > 32 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') || name.StartsWith('-')
            || name.EndsWith('-') || name.StartsWith("internal-", StringComparison.Ordinal))
            throw new AwsError("ValidationError",
                $"Load balancer name '{name}' must be at most 32 alphanumeric characters and hyphens(-)");
        if ((call["Type"] ?? "application") != "application")
            throw new AwsError("InvalidConfigurationRequest", $"Load balancers of type '{call["Type"]}' are not supported here");
        var scheme = call["Scheme"] ?? "internet-facing";
        if (scheme is not ("internet-facing" or "internal"))
            throw new AwsError("InvalidScheme", $"Scheme '{scheme}' must be one of 'internet-facing', 'internal'");
        NetworkActions.CheckAddressType(call["IpAddressType"] ?? "ipv4");
        var subnets = NetworkActions.Subnets(region, call);
        var vpc = subnets[0].VpcId;
        var groups = NetworkActions.SecurityGroups(region, call, vpc);

        return new LoadBalancer
        {
            Arn = region.Arn(Service, $"loadbalancer/app/{name}/{Ids.Suffix()}"),
            Name = name,
            Address = address.ToString(),
            Scheme = scheme,
            VpcId = vpc,
            Subnets = [.. subnets.Select(subnet => subnet.Id)],
            SecurityGroups = groups.Count > 0
                ? [.. groups]
                : [.. region.SecurityGroups.Values.Where(group => group.VpcId == vpc && group.Name == "default").Select(group => group.Id)],
            Created = time.GetUtcNow(),
            Tags = Answer.Tags(call),
        };
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (arns, names) = (call.List("LoadBalancerArns"), call.List("Names"));
        Answer.AtMost(20, "load balancers", Math.Max(arns.Count, names.Count));
        if (arns.Count > 0 && names.Count > 0)
            throw new AwsError("ValidationError", "Load balancer names and load balancer ARNs cannot be specified at the same time");
        var found = arns.Count > 0 ? arns.Select(region.LoadBalancer)
            : names.Count > 0 ? names.Select(name => region.LoadBalancers.Values.FirstOrDefault(balancer => balancer.Name == name)
                ?? throw new AwsError("LoadBalancerNotFound", $"Load balancers '[{name}]' not found"))
            : region.LoadBalancers.Values;
        return Answer.Page(call, "LoadBalancers", found, balancer => balancer.Arn, balancer => Show(region, balancer));
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var arn = call.Required("LoadBalancerArn");
        var (_, deleted) = cloud.Change(call.Region, region =>
        {
            if (!region.LoadBalancers.TryGetValue(arn, out var balancer))
                return (region, (LoadBalancer?)null);
            if (balancer.Attribute(AttributeKeys.DeletionProtection) == "true")
                throw new AwsError("OperationNotPermitted",
                    $"Load balancer '{arn}' cannot be deleted because deletion protection is enabled");
            var listeners = region.Listeners.Values
                .Where(listener => listener.LoadBalancerArn == arn).Select(listener => listener.Arn).ToHashSet();
            return ((region with
            {
                LoadBalancers = region.LoadBalancers.Remove(arn),
                Listeners = region.Listeners.RemoveRange(listeners),
                Rules = region.Rules.RemoveRange(
                    region.Rules.Values.Where(rule => listeners.Contains(rule.ListenerArn)).Select(rule => rule.Arn)),
            }).Settled(), (LoadBalancer?)balancer);
        });
        if (deleted is not null)
            addresses.Return(IPAddress.Parse(deleted.Address));
        return Answer.Nothing;
    }

    private IEnumerable<XElement> DescribeAttributes(AwsCall call) =>
        [AttributeWire.Show(AttributeKeys.OfLoadBalancers,
            cloud.Read(call.Region).LoadBalancer(call.Required("LoadBalancerArn")).Attributes)];

    private IEnumerable<XElement> ModifyAttributes(AwsCall call)
    {
        var set = AttributeWire.Read(call, AttributeKeys.OfLoadBalancers, "Load balancer");
        var (_, changed) = cloud.Change(call.Region, region =>
        {
            var balancer = region.LoadBalancer(call.Required("LoadBalancerArn"));
            balancer = balancer with { Attributes = balancer.Attributes.SetItems(set) };
            return (region with { LoadBalancers = region.LoadBalancers.SetItem(balancer.Arn, balancer) }, balancer);
        });
        return [AttributeWire.Show(AttributeKeys.OfLoadBalancers, changed.Attributes)];
    }

    private static XElement Show(Region region, LoadBalancer balancer) => Answer.Member(
        new XElement("LoadBalancerArn", balancer.Arn),
        new XElement("DNSName", balancer.Address),
        new XElement("CanonicalHostedZoneId", "Z32O12XQLNTSW2"),
        Answer.Time("CreatedTime", balancer.Created),
        new XElement("LoadBalancerName", balancer.Name),
        new XElement("Scheme", balancer.Scheme),
        new XElement("VpcId", balancer.VpcId),
        new XElement("State", new XElement("Code", balancer.State)),
        new XElement("Type", "application"),
        NetworkActions.ShowZones(region, balancer),
        Answer.Values("SecurityGroups", balancer.SecurityGroups),
        new XElement("IpAddressType", "ipv4"));
}
