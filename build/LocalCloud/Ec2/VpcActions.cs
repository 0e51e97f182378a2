using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Virtual networks.</summary>
internal sealed class VpcActions(Cloud cloud)
{
    private const string DhcpOptions = "dopt-00000000";

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
            ["dhcp-options-id"] = _ => [DhcpOptions],
            ["cidr-block-association.cidr-block"] = vpc => [vpc.Cidr],
            ["cidr-block-association.association-id"] = vpc => [Association(vpc)],
            ["cidr-block-association.state"] = _ => ["associated"],
        },
        Show = (_, vpc) => Show("item", vpc),
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateVpc", Create);
        table.Add("ec2", "DescribeVpcs", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "DescribeVpcAttribute", DescribeAttribute);
        table.Add("ec2", "ModifyVpcAttribute", ModifyAttribute);
        table.Add("ec2", "DeleteVpc", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        call.CheckTags("vpc");
        var vpc = new Vpc { Id = Ids.New("vpc"), Cidr = Cidr.Of(call, "InvalidVpc.Range"), Tags = call.TagsFor("vpc") };
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
        var vpc = cloud.Read(call.Region).Vpc(call.Required("VpcId"));
        yield return new XElement("vpcId", vpc.Id);
        yield return new XElement(attribute, new XElement("value", attribute switch
        {
            "enableDnsSupport" => vpc.DnsSupport,
            "enableDnsHostnames" => vpc.DnsHostnames,
            "enableNetworkAddressUsageMetrics" => false,
            _ => throw new AwsError("InvalidParameterValue", $"Value ({attribute}) for parameter vpcAttribute is invalid. Unknown VPC attribute."),
        }));
    }

    private IEnumerable<XElement> ModifyAttribute(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var vpc = region.Vpc(call.Required("VpcId"));
            var (support, hostnames) = (call.Flag("EnableDnsSupport.Value"), call.Flag("EnableDnsHostnames.Value"));
            if (support is not null && hostnames is not null)
                throw new AwsError("InvalidParameterCombination", "Fields for multiple attributes have been set; modify one at a time.");
            if (support is null && hostnames is null)
                throw new AwsError("InvalidParameterCombination", "No attributes specified.");
            return region with
            {
                Vpcs = region.Vpcs.With(vpc with { DnsSupport = support ?? vpc.DnsSupport, DnsHostnames = hostnames ?? vpc.DnsHostnames }),
            };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var vpc = region.Vpc(call.Required("VpcId"));
            var groups = region.SecurityGroups.Values.Where(group => group.VpcId == vpc.Id).ToList();
            if (region.Subnets.Values.Any(subnet => subnet.VpcId == vpc.Id) || groups.Any(group => group.Name != "default") ||
                region.InternetGateways.Values.Any(gateway => gateway.VpcId == vpc.Id) ||
                region.RouteTables.Values.Any(table => table.VpcId == vpc.Id && !table.IsMain))
                throw new AwsError("DependencyViolation", $"The vpc '{vpc.Id}' has dependencies and cannot be deleted.");
            return region with
            {
                Vpcs = region.Vpcs.Remove(vpc.Id),
                RouteTables = region.RouteTables.Remove(RouteTable.MainOf(vpc).Id),
                SecurityGroups = region.SecurityGroups.RemoveRange(groups.Select(group => group.Id)),
            };
        });
        return Xml.Done;
    }

    private static string Association(Vpc vpc) => "vpc-cidr-assoc" + vpc.Id[3..];

    private static XElement Show(string element, Vpc vpc) => new(
        element,
        new XElement("vpcId", vpc.Id),
        new XElement("ownerId", Region.Account),
        new XElement("state", "available"),
        new XElement("cidrBlock", vpc.Cidr),
        Xml.Set("cidrBlockAssociationSet", [Xml.Item(
            new XElement("cidrBlock", vpc.Cidr),
            new XElement("associationId", Association(vpc)),
            new XElement("cidrBlockState", new XElement("state", "associated")))]),
        new XElement("dhcpOptionsId", DhcpOptions),
        new XElement("instanceTenancy", "default"),
        new XElement("isDefault", vpc.IsDefault),
        Xml.Tags(vpc.Tags));
}
