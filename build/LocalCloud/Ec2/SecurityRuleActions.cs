using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Rules of security groups.</summary>
internal sealed class SecurityRuleActions(Cloud cloud)
{
    /// <summary>The quota of a new account, for each direction. Source: "Amazon VPC quotas".</summary>
    private const int MostRules = 60;

    private static readonly Dictionary<string, Func<(string GroupId, SecurityRule Rule, bool Egress), IEnumerable<string?>>> Known = new()
    {
        ["group-id"] = rule => [rule.GroupId],
        ["security-group-rule-id"] = rule => [rule.Rule.Id],
    };

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
        call.CheckTags("security-group-rule");
        var tags = call.TagsFor("security-group-rule");
        var (after, (id, added)) = cloud.Change(call.Region, region =>
        {
            var group = SecurityGroups.Of(call, region);
            var rules = SecurityGroups.Rules(call, region).ConvertAll(rule => rule with { Tags = tags });
            if (rules.IsEmpty)
                throw new AwsError("MissingParameter", "The request must contain the parameter ipPermissions");
            var known = Of(group, egress);
            if (rules.Where((rule, place) => known.Any(rule.SameAs) || rules.Take(place).Any(rule.SameAs)).FirstOrDefault() is { } twice)
                throw new AwsError("InvalidPermission.Duplicate", $"the specified rule \"{Words(twice)}\" already exists");
            if (known.Count + rules.Count > MostRules)
            {
                throw new AwsError(
                    "RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.");
            }

            return (With(region, group, egress, known.AddRange(rules)), (group.Id, rules));
        });
        return [.. Xml.Done, Xml.Set("securityGroupRuleSet", added.Select(rule => SecurityRuleXml.Rule(after, id, rule, egress)))];
    }

    private IEnumerable<XElement> Revoke(AwsCall call, bool egress)
    {
        var (_, (id, gone)) = cloud.Change(call.Region, region =>
        {
            var group = SecurityGroups.Of(call, region);
            var known = Of(group, egress);
            var ids = call.List("SecurityGroupRuleId");
            var asked = SecurityGroups.Rules(call, region);
            if (ids.Count == 0 && asked.IsEmpty)
                throw new AwsError("MissingParameter", "The request must contain the parameter ipPermissions or securityGroupRuleIds");
            var revoked = known.FindAll(rule => ids.Contains(rule.Id) || asked.Exists(rule.SameAs));
            if (asked.Find(rule => !known.Exists(rule.SameAs)) is { } missing)
                throw new AwsError("InvalidPermission.NotFound", $"The rule does not exist in this security group: {Words(missing)}.");
            if (ids.FirstOrDefault(rule => known.TrueForAll(other => other.Id != rule)) is { } unknown)
                throw SecurityRules.Unknown(unknown);
            return (With(region, group, egress, known.RemoveRange(revoked)), (group.Id, revoked));
        });
        return [.. Xml.Done, Xml.Set("revokedSecurityGroupRuleSet", gone.Select(rule => SecurityRuleXml.Revoked(id, rule, egress)))];
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var all = region.Rules().ToList();
        var ids = call.List("SecurityGroupRuleId");
        if (ids.FirstOrDefault(id => !all.Exists(known => known.Rule.Id == id)) is { } unknown)
            throw SecurityRules.Unknown(unknown);
        var found = Filters.Matching(
            call, all.Where(known => ids.Count == 0 || ids.Contains(known.Rule.Id)), Known, known => known.Rule.Tags);
        var (page, next) = Pages.Of(call, found, known => known.Rule.Id);
        yield return Xml.Set("securityGroupRuleSet", page.Select(known => SecurityRuleXml.Rule(region, known.GroupId, known.Rule, known.Egress)));
        if (next is not null)
            yield return next;
    }

    private static ImmutableList<SecurityRule> Of(SecurityGroup group, bool egress) => egress ? group.Egress : group.Ingress;

    private static Region With(Region region, SecurityGroup group, bool egress, ImmutableList<SecurityRule> rules) => region with
    {
        SecurityGroups = region.SecurityGroups.With(egress ? group with { Egress = rules } : group with { Ingress = rules }),
    };

    private static string Words(SecurityRule rule) => string.Create(
        CultureInfo.InvariantCulture,
        $"peer: {rule.Peer}, {rule.Protocol.ToUpperInvariant()}, from port: {rule.FromPort}, to port: {rule.ToPort}, ALLOW");
}
