using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Where a load balancer is in its network, and what it may receive there.</summary>
internal sealed class NetworkActions(Cloud cloud)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "SetSubnets", SetSubnets);
        table.Add(Service, "SetSecurityGroups", SetSecurityGroups);
        table.Add(Service, "SetIpAddressType", SetIpAddressType);
        table.Add(Service, "DescribeCapacityReservation", DescribeCapacity);
    }

    /// <summary>The subnets that a call names, plainly or in mappings: of one network, one for each of at least two zones.</summary>
    /// <exception cref="AwsError"><c>SubnetNotFound</c>, <c>ValidationError</c>, <c>InvalidConfigurationRequest</c>.</exception>
    public static IReadOnlyList<Ec2.Subnet> Subnets(Region region, AwsCall call)
    {
        var subnets = call.List("Subnets").Concat(call.Structures("SubnetMappings").Select(mapping => mapping.Required("SubnetId")))
            .Select(id => region.Subnets.GetValueOrDefault(id)
                ?? throw new AwsError("SubnetNotFound", $"The subnet ID '{id}' does not exist"))
            .ToList();
        if (subnets.DistinctBy(subnet => subnet.Zone).Count() < 2)
            throw new AwsError("ValidationError", "At least two subnets in two different Availability Zones must be specified");
        if (subnets.DistinctBy(subnet => subnet.Zone).Count() < subnets.Count)
            throw new AwsError("InvalidConfigurationRequest",
                "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        return subnets.DistinctBy(subnet => subnet.VpcId).Count() == 1
            ? subnets
            : throw new AwsError("InvalidConfigurationRequest", "All subnets must belong to the same VPC");
    }

    /// <summary>The security groups that a call names, which must be of that network.</summary>
    /// <exception cref="AwsError"><c>InvalidSecurityGroup</c>.</exception>
    public static IReadOnlyList<string> SecurityGroups(Region region, AwsCall call, string vpcId)
    {
        var groups = call.List("SecurityGroups");
        return groups.FirstOrDefault(id => region.SecurityGroups.GetValueOrDefault(id)?.VpcId != vpcId) is { } unknown
            ? throw new AwsError("InvalidSecurityGroup", $"One or more security groups are invalid: {unknown}")
            : groups;
    }

    /// <summary>The zones of a load balancer as answers show them.</summary>
    public static XElement ShowZones(Region region, LoadBalancer balancer) => Answer.Members(
        "AvailabilityZones",
        balancer.Subnets.Select(subnet => Answer.Member(
            Answer.Text("ZoneName", region.Subnets.GetValueOrDefault(subnet)?.Zone),
            new XElement("SubnetId", subnet),
            new XElement("LoadBalancerAddresses"))));

    private IEnumerable<XElement> SetSubnets(AwsCall call)
    {
        var (after, balancer) = Change(call, (region, known) =>
        {
            var subnets = Subnets(region, call);
            return subnets[0].VpcId == known.VpcId
                ? known with { Subnets = [.. subnets.Select(subnet => subnet.Id)] }
                : throw new AwsError("InvalidConfigurationRequest", $"The subnets must belong to the VPC '{known.VpcId}'");
        });
        return [ShowZones(after, balancer), new XElement("IpAddressType", "ipv4")];
    }

    private IEnumerable<XElement> SetSecurityGroups(AwsCall call)
    {
        call.Demand("SecurityGroups");
        var (_, balancer) = Change(call, (region, known) =>
            known with { SecurityGroups = [.. SecurityGroups(region, call, known.VpcId)] });
        return [Answer.Values("SecurityGroupIds", balancer.SecurityGroups)];
    }

    private IEnumerable<XElement> SetIpAddressType(AwsCall call)
    {
        CheckAddressType(call.Required("IpAddressType"));
        cloud.Read(call.Region).LoadBalancer(call.Required("LoadBalancerArn"));
        return [new XElement("IpAddressType", "ipv4")];
    }

    /// <summary>Refuses what needs IPv6: the subnets have none.</summary>
    /// <exception cref="AwsError"><c>InvalidSubnet</c>, <c>ValidationError</c>.</exception>
    public static void CheckAddressType(string type)
    {
        if (type is "dualstack" or "dualstack-without-public-ipv4")
            throw new AwsError("InvalidSubnet", "You must specify subnets with an associated IPv6 CIDR block");
        if (type != "ipv4")
            throw new AwsError("ValidationError", $"IP address type '{type}' must be one of 'ipv4', 'dualstack'");
    }

    private IEnumerable<XElement> DescribeCapacity(AwsCall call)
    {
        cloud.Read(call.Region).LoadBalancer(call.Required("LoadBalancerArn"));
        return [new XElement("DecreaseRequestsRemaining", 2), new XElement("CapacityReservationState")];
    }

    private (Region After, LoadBalancer Changed) Change(AwsCall call, Func<Region, LoadBalancer, LoadBalancer> change) =>
        cloud.Change(call.Region, region =>
        {
            var changed = change(region, region.LoadBalancer(call.Required("LoadBalancerArn")));
            return ((region with { LoadBalancers = region.LoadBalancers.SetItem(changed.Arn, changed) }).Settled(), changed);
        });
}
