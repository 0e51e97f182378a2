using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Virtual networks.</summary>
internal sealed class VpcActions(Cloud cloud)
{
    private static readonly Listing<Vpc> Listing = new("vpcSet", "VpcId")
    {
        All = region => region.Vpcs.Values,
        Named = (region, id) => region.Vpc(id),
        Filters = new Dictionary<string, Func<Vpc, IEnumerable<string?>>>
        {
            ["vpc-id"] = vpc => [vpc.Id],
            ["cidr"] = vpc => [vpc.Cidr],
            ["cidr-block"] = vpc => [vpc.Cidr],
            ["state"] = _ => ["available"],
            ["isDefault"] = vpc => [vpc.IsDefault ? "true" : "false"],
            ["is-default"] = vpc => [vpc.IsDefault ? "true" : "false"],
            ["owner-id"] = _ => [Region.Account],
        },
        Show = (_, vpc) => Show("item", vpc),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateVpc", Create);
        table.Add("ec2", "DescribeVpcs", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "DescribeVpcAttribute", DescribeAttribute);
        table.Add("ec2", "DeleteVpc", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var vpc = new Vpc { Id = Ids.New("vpc"), Cidr = Cidr.Of(call), Tags = call.TagsFor("vpc") };
        cloud.Change(call.Region, region => region with
        {
            Vpcs = region.Vpcs.With(vpc),
            SecurityGroups = region.SecurityGroups.With(SecurityGroup.DefaultOf(vpc.Id)),
        });
        yield return Show("vpc", vpc);
    }

    private IEnumerable<XElement> DescribeAttribute(AwsCall call)
    {
        var attribute = call.Required("Attribute");
        yield return new XElement("vpcId", cloud.Read(call.Region).Vpc(call.Required("VpcId")).Id);
        yield return new XElement(attribute, new XElement("value", attribute != "enableNetworkAddressUsageMetrics"));
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var vpc = region.Vpc(call.Required("VpcId"));
            var groups = region.SecurityGroups.Values.Where(group => group.VpcId == vpc.Id).ToList();
            if (region.Subnets.Values.Any(subnet => subnet.VpcId == vpc.Id) || groups.Any(group => group.Name != "default"))
                throw new AwsError("DependencyViolation", $"The vpc '{vpc.Id}' has dependencies and cannot be deleted.");
            return region with
            {
                Vpcs = region.Vpcs.Remove(vpc.Id),
                SecurityGroups = region.SecurityGroups.RemoveRange(groups.Select(group => group.Id)),
            };
        });
        return Xml.Done;
    }

    private static XElement Show(string element, Vpc vpc) => new(
        element,
        new XElement("vpcId", vpc.Id),
        new XElement("ownerId", Region.Account),
        new XElement("state", "available"),
        new XElement("cidrBlock", vpc.Cidr),
        Xml.Set("cidrBlockAssociationSet", [Xml.Item(
            new XElement("cidrBlock", vpc.Cidr),
            new XElement("associationId", "vpc-cidr-assoc" + vpc.Id[3..]),
            new XElement("cidrBlockState", new XElement("state", "associated")))]),
        new XElement("dhcpOptionsId", "dopt-00000000"),
        new XElement("instanceTenancy", "default"),
        new XElement("isDefault", vpc.IsDefault),
        Xml.Tags(vpc.Tags));
}
