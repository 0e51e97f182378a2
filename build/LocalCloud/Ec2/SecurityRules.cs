using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Finds and changes rules by their ids, whatever group and direction they are of.</summary>
internal static class SecurityRules
{
    /// <summary>The rules of all groups.</summary>
    public static IEnumerable<(string GroupId, SecurityRule Rule, bool Egress)> Rules(this Region region) =>
        region.SecurityGroups.Values.SelectMany(group => group.Ingress
            .Select(rule => (group.Id, rule, false))
            .Concat(group.Egress.Select(rule => (group.Id, rule, true))));

    /// <summary>The region with one of its rules changed.</summary>
    /// <exception cref="AwsError">There is no such rule.</exception>
    public static Region WithRule(this Region region, string id, Func<SecurityRule, SecurityRule> change)
    {
        SecurityRule Changed(SecurityRule rule) => rule.Id == id ? change(rule) : rule;

        var owner = region.Rules().FirstOrDefault(known => known.Rule.Id == id).GroupId ?? throw Unknown(id);
        return region with
        {
            SecurityGroups = region.SecurityGroups.Changed(owner, group => group with
            {
                Ingress = group.Ingress.ConvertAll(Changed),
                Egress = group.Egress.ConvertAll(Changed),
            }),
        };
    }

    /// <summary>The refusal of an id that no rule has.</summary>
    public static AwsError Unknown(string id) => Lookup.WellFormed(id, "sgr")
        ? new AwsError("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist")
        : new AwsError("InvalidSecurityGroupRuleId.Malformed", $"Invalid id: \"{id}\" (expecting \"sgr-...\")");
}
