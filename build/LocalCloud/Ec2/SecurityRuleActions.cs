using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Rules of security groups.</summary>
internal sealed class SecurityRuleActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "AuthorizeSecurityGroupIngress", call => Authorize(call, egress: false));
        table.Add("ec2", "AuthorizeSecurityGroupEgress", call => Authorize(call, egress: true));
        table.Add("ec2", "RevokeSecurityGroupIngress", call => Revoke(call, egress: false));
        table.Add("ec2", "RevokeSecurityGroupEgress", call => Revoke(call, egress: true));
        table.Add("ec2", "DescribeSecurityGroupRules", Describe);
    }

    private IEnumerable<XElement> Authorize(AwsCall call, bool egress)
    {
        var (_, (id, added)) = cloud.Change(call.Region, region =>
        {
            var group = SecurityGroups.Of(call, region);
            var rules = SecurityGroups.Rules(call, region);
            if (rules.IsEmpty)
                throw new AwsError("MissingParameter", "The request must contain the parameter ipPermissions");
            var known = Of(group, egress);
            if (rules.Find(rule => known.Any(rule.SameAs)) is { } twice)
                throw new AwsError("InvalidPermission.Duplicate", $"the specified rule \"{Words(twice)}\" already exists");
            return (With(region, group, egress, known.AddRange(rules)), (group.Id, rules));
        });
        return Answer("securityGroupRuleSet", added.Select(rule => SecurityRuleXml.Rule(id, rule, egress)));
    }

    private IEnumerable<XElement> Revoke(AwsCall call, bool egress)
    {
        var (_, (id, gone)) = cloud.Change(call.Region, region =>
        {
            var group = SecurityGroups.Of(call, region);
            var known = Of(group, egress);
            var ids = call.List("SecurityGroupRuleId");
            var asked = SecurityGroups.Rules(call, region);
            var revoked = known.FindAll(rule => ids.Contains(rule.Id) || asked.Exists(rule.SameAs));
            if (asked.Find(rule => !known.Exists(rule.SameAs)) is { } missing)
                throw new AwsError("InvalidPermission.NotFound", $"The rule does not exist in this security group: {Words(missing)}.");
            if (ids.FirstOrDefault(rule => known.TrueForAll(other => other.Id != rule)) is { } unknown)
                throw new AwsError("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{unknown}' does not exist");
            return (With(region, group, egress, known.RemoveRange(revoked)), (group.Id, revoked));
        });
        return Answer("revokedSecurityGroupRuleSet", gone.Select(rule => SecurityRuleXml.Revoked(id, rule, egress)));
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var ids = call.List("SecurityGroupRuleId");
        var groups = call.Structures("Filter")
            .Where(filter => filter["Name"] == "group-id")
            .SelectMany(filter => filter.List("Value"))
            .ToList();
        yield return Xml.Set("securityGroupRuleSet", cloud.Read(call.Region).SecurityGroups.Values
            .Where(group => groups.Count == 0 || groups.Contains(group.Id))
            .SelectMany(group => group.Ingress
                .Select(rule => (group.Id, Rule: rule, Egress: false))
                .Concat(group.Egress.Select(rule => (group.Id, Rule: rule, Egress: true))))
            .Where(found => ids.Count == 0 || ids.Contains(found.Rule.Id))
            .Select(found => SecurityRuleXml.Rule(found.Id, found.Rule, found.Egress)));
    }

    private static IEnumerable<XElement> Answer(string element, IEnumerable<XElement> rules) =>
        [new("return", true), Xml.Set(element, rules)];

    private static ImmutableList<SecurityRule> Of(SecurityGroup group, bool egress) => egress ? group.Egress : group.Ingress;

    private static Region With(Region region, SecurityGroup group, bool egress, ImmutableList<SecurityRule> rules) => region with
    {
        SecurityGroups = region.SecurityGroups.With(egress ? group with { Egress = rules } : group with { Ingress = rules }),
    };

    private static string Words(SecurityRule rule) => string.Create(
        CultureInfo.InvariantCulture,
        $"peer: {rule.Peer}, {rule.Protocol.ToUpperInvariant()}, from port: {rule.FromPort}, to port: {rule.ToPort}, ALLOW");
}
