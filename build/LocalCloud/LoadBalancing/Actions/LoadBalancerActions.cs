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
                    return (region with { LoadBalancers = region.LoadBalancers.Add(wanted.Arn, wanted) }, wanted);
                return known.Scheme == wanted.Scheme && known.Subnets.ToHashSet().SetEquals(wanted.Subnets)
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
        var subnets = call.List("Subnets").Concat(call.Structures("SubnetMappings").Select(mapping => mapping.Required("SubnetId")))
            .Select(id => region.Subnets.GetValueOrDefault(id)
                ?? throw new AwsError("SubnetNotFound", $"The subnet ID '{id}' does not exist"))
            .ToList();
        if (subnets.DistinctBy(subnet => subnet.Zone).Count() < 2)
            throw new AwsError("ValidationError", "At least two subnets in two different Availability Zones must be specified");
        if (subnets.DistinctBy(subnet => subnet.Zone).Count() < subnets.Count)
            throw new AwsError("InvalidConfigurationRequest",
                "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        if (call.List("SecurityGroups").FirstOrDefault(id => !region.SecurityGroups.ContainsKey(id)) is { } unknown)
            throw new AwsError("InvalidSecurityGroup", $"One or more security groups are invalid: {unknown}");

        return new LoadBalancer
        {
            Arn = region.Arn(Service, $"loadbalancer/app/{name}/{Ids.Suffix()}"),
            Name = name,
            Address = address.ToString(),
            Scheme = call["Scheme"] ?? "internet-facing",
            VpcId = subnets[0].VpcId,
            Subnets = [.. subnets.Select(subnet => subnet.Id)],
            SecurityGroups = call.List("SecurityGroups") is { Count: > 0 } groups
                ? [.. groups]
                : [.. region.SecurityGroups.Values
                    .Where(group => group.VpcId == subnets[0].VpcId && group.Name == "default").Select(group => group.Id)],
            Created = time.GetUtcNow(),
            Tags = Answer.Tags(call),
        };
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (arns, names) = (call.List("LoadBalancerArns"), call.List("Names"));
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
            if (balancer.Attributes.GetValueOrDefault(AttributeKeys.DeletionProtection) == "true")
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
        [AttributeKeys.Show(AttributeKeys.OfLoadBalancers,
            cloud.Read(call.Region).LoadBalancer(call.Required("LoadBalancerArn")).Attributes)];

    private IEnumerable<XElement> ModifyAttributes(AwsCall call)
    {
        var set = AttributeKeys.Read(call, AttributeKeys.OfLoadBalancers, "Load balancer");
        var (_, changed) = cloud.Change(call.Region, region =>
        {
            var balancer = region.LoadBalancer(call.Required("LoadBalancerArn"));
            balancer = balancer with { Attributes = balancer.Attributes.SetItems(set) };
            return (region with { LoadBalancers = region.LoadBalancers.SetItem(balancer.Arn, balancer) }, balancer);
        });
        return [AttributeKeys.Show(AttributeKeys.OfLoadBalancers, changed.Attributes)];
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
        Answer.Members("AvailabilityZones", balancer.Subnets.Select(subnet => Answer.Member(
            Answer.Text("ZoneName", region.Subnets.GetValueOrDefault(subnet)?.Zone),
            new XElement("SubnetId", subnet),
            new XElement("LoadBalancerAddresses")))),
        Answer.Values("SecurityGroups", balancer.SecurityGroups),
        new XElement("IpAddressType", "ipv4"));
}
