using System.Xml.Linq;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>How rules of security groups look in EC2's answers.</summary>
internal static class SecurityRuleXml
{
    /// <summary>Rules as permissions: those of the same protocol and ports together.</summary>
    public static XElement Permissions(string element, IEnumerable<SecurityRule> rules) => Xml.Set(element, rules
        .GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort))
        .Select(ports => Xml.Item(
            new XElement("ipProtocol", ports.Key.Protocol),
            Xml.Text("fromPort", ports.Key.FromPort),
            Xml.Text("toPort", ports.Key.ToPort),
            Peers("groups", ports, "groupId", new XElement("userId", Region.Account)),
            Peers("ipRanges", ports, "cidrIp"),
            Peers("ipv6Ranges", ports, "cidrIpv6"),
            Peers("prefixListIds", ports, "prefixListId"))));

    /// <summary>A rule that was revoked: this shape of the API is another than that of a rule that is there.</summary>
    public static XElement Revoked(string groupId, SecurityRule rule, bool egress)
    {
        var peer = Kind(rule) switch
        {
            "groupId" => "referencedGroupId",
            "cidrIp" => "cidrIpv4",
            var kind => kind,
        };
        return Xml.Item(Traffic(groupId, rule, egress), new XElement(peer, rule.Peer), Xml.Text("description", rule.Description));
    }

    /// <summary>One rule by itself.</summary>
    public static XElement Rule(Region region, string groupId, SecurityRule rule, bool egress)
    {
        var kind = Kind(rule);
        return Xml.Item(
            Traffic(groupId, rule, egress),
            new XElement("groupOwnerId", Region.Account),
            kind == "groupId"
                ? new XElement("referencedGroupInfo", new XElement("groupId", rule.Peer), new XElement("userId", Region.Account))
                : new XElement(kind == "cidrIp" ? "cidrIpv4" : kind, rule.Peer),
            Xml.Text("description", rule.Description),
            Xml.Tags(rule.Tags),
            new XElement("securityGroupRuleArn", region.Arn("ec2", $"security-group-rule/{rule.Id}")));
    }

    /// <summary>What kind of source it has: the name of the element that shows it.</summary>
    public static string Kind(SecurityRule rule) => rule.Peer switch
    {
        _ when rule.Peer.StartsWith("sg-", StringComparison.Ordinal) => "groupId",
        _ when rule.Peer.StartsWith("pl-", StringComparison.Ordinal) => "prefixListId",
        _ when rule.Peer.Contains(':', StringComparison.Ordinal) => "cidrIpv6",
        _ => "cidrIp",
    };

    private static IEnumerable<XElement> Traffic(string groupId, SecurityRule rule, bool egress) =>
    [
        new("securityGroupRuleId", rule.Id),
        new("groupId", groupId),
        new("isEgress", egress),
        new("ipProtocol", rule.Protocol),
        new("fromPort", rule.FromPort ?? -1),
        new("toPort", rule.ToPort ?? -1),
    ];

    private static XElement Peers(string element, IEnumerable<SecurityRule> rules, string kind, XElement? owner = null) => Xml.Set(
        element,
        rules.Where(rule => Kind(rule) == kind)
            .Select(rule => Xml.Item(owner, new XElement(kind, rule.Peer), Xml.Text("description", rule.Description))));
}
