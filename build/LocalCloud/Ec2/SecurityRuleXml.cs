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

    /// <summary>A rule that was revoked: it has no owner and no tags any more.</summary>
    public static XElement Revoked(string groupId, SecurityRule rule, bool egress)
    {
        var shown = Rule(groupId, rule, egress);
        shown.Elements().Where(element => element.Name.LocalName is "groupOwnerId" or "tagSet").Remove();
        if (shown.Element("referencedGroupInfo") is { } group)
            group.ReplaceWith(new XElement("referencedGroupId", rule.Peer));
        return shown;
    }

    /// <summary>One rule by itself.</summary>
    public static XElement Rule(string groupId, SecurityRule rule, bool egress)
    {
        var kind = Kind(rule);
        return Xml.Item(
            new XElement("securityGroupRuleId", rule.Id),
            new XElement("groupId", groupId),
            new XElement("groupOwnerId", Region.Account),
            new XElement("isEgress", egress),
            new XElement("ipProtocol", rule.Protocol),
            new XElement("fromPort", rule.FromPort ?? -1),
            new XElement("toPort", rule.ToPort ?? -1),
            kind == "groupId"
                ? new XElement("referencedGroupInfo", new XElement("groupId", rule.Peer), new XElement("userId", Region.Account))
                : new XElement(kind == "cidrIp" ? "cidrIpv4" : kind, rule.Peer),
            Xml.Text("description", rule.Description),
            new XElement("tagSet"));
    }

    private static XElement Peers(string element, IEnumerable<SecurityRule> rules, string kind, XElement? owner = null) => Xml.Set(
        element,
        rules.Where(rule => Kind(rule) == kind)
            .Select(rule => Xml.Item(owner, new XElement(kind, rule.Peer), Xml.Text("description", rule.Description))));

    private static string Kind(SecurityRule rule) => rule.Peer switch
    {
        _ when rule.Peer.StartsWith("sg-", StringComparison.Ordinal) => "groupId",
        _ when rule.Peer.StartsWith("pl-", StringComparison.Ordinal) => "prefixListId",
        _ when rule.Peer.Contains(':', StringComparison.Ordinal) => "cidrIpv6",
        _ => "cidrIp",
    };
}
