using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Internet gateways.</summary>
internal sealed class InternetGatewayActions(Cloud cloud)
{
    private static readonly Listing<InternetGateway> Listing = new("internetGatewaySet", "InternetGatewayId")
    {
        All = region => region.InternetGateways.Values,
        Named = (region, id) => region.InternetGateway(id),
        Filters = new Dictionary<string, Func<InternetGateway, IEnumerable<string?>>>
        {
            ["internet-gateway-id"] = gateway => [gateway.Id],
            ["attachment.vpc-id"] = gateway => [gateway.VpcId],
            ["attachment.state"] = gateway => [gateway.VpcId is null ? null : "available"],
            ["owner-id"] = _ => [Region.Account],
        },
        Show = (_, gateway) => Show("item", gateway),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateInternetGateway", Create);
        table.Add("ec2", "DescribeInternetGateways", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "AttachInternetGateway", Attach);
        table.Add("ec2", "DetachInternetGateway", Detach);
        table.Add("ec2", "DeleteInternetGateway", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        call.CheckTags("internet-gateway");
        var gateway = new InternetGateway { Id = Ids.New("igw"), Tags = call.TagsFor("internet-gateway") };
        cloud.Change(call.Region, region => region with { InternetGateways = region.InternetGateways.With(gateway) });
        yield return Show("internetGateway", gateway);
    }

    private IEnumerable<XElement> Attach(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var (gateway, vpc) = (region.InternetGateway(call.Required("InternetGatewayId")), region.Vpc(call.Required("VpcId")));
            if (gateway.VpcId is not null)
                throw new AwsError("Resource.AlreadyAssociated", $"resource {gateway.Id} is already attached to network {gateway.VpcId}");
            if (region.InternetGateways.Values.Any(other => other.VpcId == vpc.Id))
                throw new AwsError("InvalidParameterValue", $"Network {vpc.Id} already has an internet gateway attached");
            return region with { InternetGateways = region.InternetGateways.With(gateway with { VpcId = vpc.Id }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Detach(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var (gateway, vpc) = (region.InternetGateway(call.Required("InternetGatewayId")), region.Vpc(call.Required("VpcId")));
            if (gateway.VpcId != vpc.Id)
                throw new AwsError("Gateway.NotAttached", $"resource {gateway.Id} is not attached to network {vpc.Id}");
            if (region.Instances.Values.Any(instance => instance.VpcId == vpc.Id && instance.State != "terminated" && IsPublic(region, instance.SubnetId)) ||
                region.LoadBalancers.Values.Any(balancer => balancer.VpcId == vpc.Id && balancer.Scheme == "internet-facing"))
            {
                throw new AwsError(
                    "DependencyViolation", $"Network {vpc.Id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.");
            }

            return region with { InternetGateways = region.InternetGateways.With(gateway with { VpcId = null }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region => region.InternetGateway(call.Required("InternetGatewayId")) is { VpcId: null } gateway
            ? region with { InternetGateways = region.InternetGateways.Remove(gateway.Id) }
            : throw new AwsError("DependencyViolation", $"The internetGateway '{call["InternetGatewayId"]}' has dependencies and cannot be deleted."));
        return Xml.Done;
    }

    private static bool IsPublic(Region region, string subnet) => region.Subnets.GetValueOrDefault(subnet)?.MapPublicIp == true;

    private static XElement Show(string element, InternetGateway gateway) => new(
        element,
        new XElement("internetGatewayId", gateway.Id),
        new XElement("ownerId", Region.Account),
        Xml.Set("attachmentSet", gateway.VpcId is null ? [] : [Xml.Item(new XElement("vpcId", gateway.VpcId), new XElement("state", "available"))]),
        Xml.Tags(gateway.Tags));
}
