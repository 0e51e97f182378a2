using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions on load balancers.</summary>
internal sealed class LoadBalancerActions(Cloud cloud, Addresses addresses, TimeProvider time)
{
    /// <summary>The second byte of load balancers' addresses.</summary>
    public const byte Network = 20;

    public void Register(ActionTable table)
    {
        const string service = "elasticloadbalancing";
        table.Add(service, "CreateLoadBalancer", Create);
        table.Add(service, "DescribeLoadBalancers", Describe);
        table.Add(service, "DeleteLoadBalancer", Delete);
        table.Add(service, "DescribeLoadBalancerAttributes", call => [Attributes(Find(cloud.Read(call.Region), call))]);
        table.Add(service, "ModifyLoadBalancerAttributes", Modify);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var (_, made) = cloud.Change(call.Region, region =>
        {
            var name = call.Required("Name");
            ImmutableList<string> wanted = [.. call.List("Subnets"), .. call.Structures("SubnetMappings").Select(mapping => mapping.Required("SubnetId"))];
            var subnets = wanted.Select(id => region.Subnets.TryGetValue(id, out var subnet)
                ? subnet
                : throw new AwsError("SubnetNotFound", $"The subnet ID '{id}' is not valid")).ToList();
            if (subnets.Select(subnet => subnet.Zone).Distinct().Count() < 2)
                throw new AwsError("ValidationError", "At least two subnets in two different Availability Zones must be specified");
            if (region.LoadBalancers.Values.FirstOrDefault(known => known.Name == name) is { } same)
            {
                return same.Subnets.Values.Order().SequenceEqual(wanted.Order())
                    ? (region, same)
                    : throw new AwsError("DuplicateLoadBalancerName", $"A load balancer with the same name '{name}' exists, but with different settings");
            }

            var balancer = new LoadBalancer
            {
                Arn = region.Arn("elasticloadbalancing", $"loadbalancer/app/{name}/{Ids.Suffix()}"),
                Name = name,
                Address = addresses.Take(Network).ToString(),
                Scheme = call["Scheme"] ?? "internet-facing",
                VpcId = subnets[0].VpcId,
                Subnets = subnets.ToImmutableSortedDictionary(subnet => subnet.Zone, subnet => subnet.Id),
                SecurityGroups = [.. call.List("SecurityGroups")],
                Created = time.GetUtcNow(),
                Tags = TagActions.Read(call),
            };
            return (region with { LoadBalancers = region.LoadBalancers.Add(balancer.Arn, balancer) }, balancer);
        });
        return [new XElement("LoadBalancers", Member(made))];
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (arns, names) = (call.List("LoadBalancerArns"), call.List("Names"));
        foreach (var missing in arns.Where(arn => !region.LoadBalancers.ContainsKey(arn)).Concat(names.Except(region.LoadBalancers.Values.Select(known => known.Name))))
            throw Refusal.NoLoadBalancer(missing);
        return Paging.Of(call, "LoadBalancers", region.LoadBalancers.Values
            .Where(known => (arns.Count == 0 && names.Count == 0) || arns.Contains(known.Arn) || names.Contains(known.Name)).Select(Member));
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var arn = call.Required("LoadBalancerArn");
        var (_, deleted) = cloud.Change(call.Region, region =>
        {
            // Deleting what is not there succeeds (ELBv2 API, DeleteLoadBalancer).
            if (!region.LoadBalancers.TryGetValue(arn, out var balancer))
                return (region, (LoadBalancer?)null);
            var listeners = region.Listeners.Values.Where(listener => listener.LoadBalancerArn == arn).Select(listener => listener.Arn).ToList();
            return (region with
            {
                LoadBalancers = region.LoadBalancers.Remove(arn),
                Listeners = region.Listeners.RemoveRange(listeners),
                Rules = region.Rules.RemoveRange(region.Rules.Values.Where(rule => listeners.Contains(rule.ListenerArn)).Select(rule => rule.Arn)),
            }, (LoadBalancer?)balancer);
        });
        if (deleted is not null)
            addresses.Return(IPAddress.Parse(deleted.Address));
        return [];
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var sent = call.Structures("Attributes").ToDictionary(attribute => attribute.Required("Key"), attribute => attribute["Value"] ?? "");
        var (_, balancer) = cloud.Change(call.Region, region =>
        {
            var before = Find(region, call);
            var changed = before with { Attributes = before.Attributes.SetItems(sent) };
            return (region with { LoadBalancers = region.LoadBalancers.SetItem(changed.Arn, changed) }, changed);
        });
        return [Attributes(balancer)];
    }

    private static LoadBalancer Find(Region region, AwsCall call) => region.LoadBalancers.GetValueOrDefault(call.Required("LoadBalancerArn"))
        ?? throw Refusal.NoLoadBalancer(call["LoadBalancerArn"]!);

    private static XElement Attributes(LoadBalancer balancer) => TargetGroupActions.Attributes(balancer.Attributes);

    private static XElement Member(LoadBalancer balancer) => new("member",
        new XElement("LoadBalancerArn", balancer.Arn),
        new XElement("DNSName", balancer.Address),
        new XElement("CanonicalHostedZoneId", "Z32O12XQLNTSW2"),
        new XElement("CreatedTime", balancer.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        new XElement("LoadBalancerName", balancer.Name),
        new XElement("Scheme", balancer.Scheme),
        new XElement("VpcId", balancer.VpcId),
        new XElement("State", new XElement("Code", "active")),
        new XElement("Type", "application"),
        new XElement("AvailabilityZones", balancer.Subnets.Select(zone => new XElement("member",
            new XElement("ZoneName", zone.Key), new XElement("SubnetId", zone.Value), new XElement("LoadBalancerAddresses")))),
        new XElement("SecurityGroups", balancer.SecurityGroups.Select(group => new XElement("member", group))),
        new XElement("IpAddressType", "ipv4"));
}
