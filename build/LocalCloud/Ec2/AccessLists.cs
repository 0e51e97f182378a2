using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// The default access list that comes with every network. Clients look it up, nobody changes it here. Source: "Default network ACL", Amazon
/// VPC User Guide.
/// </summary>
internal sealed class AccessLists(Cloud cloud)
{
    private static readonly bool[] Directions = [true, false];
    private static readonly (int Number, string Action)[] Rules = [(100, "allow"), (32767, "deny")];

    private static readonly Listing<Vpc> Listing = new("networkAclSet", "NetworkAclId")
    {
        All = region => region.Vpcs.Values,
        Named = (region, id) => region.Vpcs.Values.FirstOrDefault(vpc => Id(vpc) == id)
            ?? throw new AwsError("InvalidNetworkAclID.NotFound", $"The ID '{id}' does not exist"),
        Filters = new Dictionary<string, Func<Vpc, IEnumerable<string?>>>
        {
            ["network-acl-id"] = vpc => [Id(vpc)],
            ["vpc-id"] = vpc => [vpc.Id],
            ["owner-id"] = _ => [Region.Account],
            ["default"] = _ => ["true"],
        },
        Show = Show,
        Tags = _ => ImmutableDictionary<string, string>.Empty,
    };

    /// <summary>Adds the action.</summary>
    public void Register(ActionTable table) =>
        table.Add("ec2", "DescribeNetworkAcls", call => Listing.Answer(call, cloud.Read(call.Region)));

    private static string Id(Vpc vpc) => "acl" + vpc.Id[3..];

    private static XElement Show(Region region, Vpc vpc) => Xml.Item(
        new XElement("networkAclId", Id(vpc)),
        new XElement("vpcId", vpc.Id),
        new XElement("ownerId", Region.Account),
        new XElement("default", true),
        Xml.Set("entrySet",
            from egress in Directions
            from rule in Rules
            select Xml.Item(
                new XElement("ruleNumber", rule.Number),
                new XElement("protocol", "-1"),
                new XElement("ruleAction", rule.Action),
                new XElement("egress", egress),
                new XElement("cidrBlock", "0.0.0.0/0"))),
        Xml.Set("associationSet", region.Subnets.Values.Where(subnet => subnet.VpcId == vpc.Id).Select(subnet => Xml.Item(
            new XElement("networkAclAssociationId", "aclassoc" + subnet.Id[6..]),
            new XElement("networkAclId", Id(vpc)),
            new XElement("subnetId", subnet.Id)))),
        new XElement("tagSet"));
}
