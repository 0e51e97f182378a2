using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Security groups.</summary>
internal sealed class SecurityGroupActions(Cloud cloud)
{
    private static readonly Listing<SecurityGroup> Listing = new("securityGroupInfo", "GroupId")
    {
        All = region => region.SecurityGroups.Values,
        Named = (region, id) => region.SecurityGroup(id),
        ByName = ("GroupName", SecurityGroups.Named),
        Filters = new Dictionary<string, Func<SecurityGroup, IEnumerable<string?>>>
        {
            ["group-id"] = group => [group.Id],
            ["group-name"] = group => [group.Name],
            ["description"] = group => [group.Description],
            ["vpc-id"] = group => [group.VpcId],
            ["owner-id"] = _ => [Region.Account],
            ["ip-permission.cidr"] = group => Peers(group.Ingress, "cidrIp"),
            ["ip-permission.ipv6-cidr"] = group => Peers(group.Ingress, "cidrIpv6"),
            ["ip-permission.group-id"] = group => Peers(group.Ingress, "groupId"),
            ["ip-permission.prefix-list-id"] = group => Peers(group.Ingress, "prefixListId"),
            ["ip-permission.protocol"] = group => group.Ingress.Select(rule => rule.Protocol),
            ["ip-permission.from-port"] = group => group.Ingress.Select(rule => $"{rule.FromPort}"),
            ["ip-permission.to-port"] = group => group.Ingress.Select(rule => $"{rule.ToPort}"),
            ["ip-permission.user-id"] = group => Peers(group.Ingress, "groupId").Select(_ => Region.Account),
            ["egress.ip-permission.cidr"] = group => Peers(group.Egress, "cidrIp"),
            ["egress.ip-permission.ipv6-cidr"] = group => Peers(group.Egress, "cidrIpv6"),
            ["egress.ip-permission.group-id"] = group => Peers(group.Egress, "groupId"),
            ["egress.ip-permission.prefix-list-id"] = group => Peers(group.Egress, "prefixListId"),
            ["egress.ip-permission.protocol"] = group => group.Egress.Select(rule => rule.Protocol),
            ["egress.ip-permission.from-port"] = group => group.Egress.Select(rule => $"{rule.FromPort}"),
            ["egress.ip-permission.to-port"] = group => group.Egress.Select(rule => $"{rule.ToPort}"),
        },
        Show = Show,
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateSecurityGroup", Create);
        table.Add("ec2", "DescribeSecurityGroups", call => Listing.Answer(call, cloud.Read(call.Region)));
        table.Add("ec2", "DeleteSecurityGroup", Delete);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        call.CheckTags("security-group");
        var name = Words(call, "GroupName");
        var description = Words(call, "GroupDescription");
        if (name.StartsWith("sg-", StringComparison.Ordinal))
            throw new AwsError("InvalidParameterValue", "Invalid security group name. Group names may not be in the format sg-*.");
        if (name == "default")
            throw new AwsError("InvalidGroup.Reserved", "The security group 'default' is reserved");
        var (after, group) = cloud.Change(call.Region, region =>
        {
            var vpc = call["VpcId"] is { Length: > 0 } id ? region.Vpc(id) : region.DefaultVpc();
            if (region.SecurityGroups.Values.Any(known => known.Name == name && known.VpcId == vpc.Id))
                throw new AwsError("InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpc.Id}'");
            var made = new SecurityGroup
            {
                Id = Ids.New("sg"),
                Name = name,
                Description = description,
                VpcId = vpc.Id,
                Tags = call.TagsFor("security-group"),
            };
            return (region with { SecurityGroups = region.SecurityGroups.With(made) }, made);
        });
        yield return new XElement("groupId", group.Id);
        yield return Xml.Tags(group.Tags);
        yield return new XElement("securityGroupArn", after.Arn("ec2", $"security-group/{group.Id}"));
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var (_, id) = cloud.Change(call.Region, region =>
        {
            var group = SecurityGroups.Of(call, region);
            if (group.Name == "default")
                throw new AwsError("CannotDelete", $"the specified group: \"{group.Id}\" name: \"default\" cannot be deleted by a user");
            if (IsUsed(region, group.Id))
                throw new AwsError("DependencyViolation", $"resource {group.Id} has a dependent object");
            return (region with { SecurityGroups = region.SecurityGroups.Remove(group.Id) }, group.Id);
        });
        yield return new XElement("return", true);
        yield return new XElement("groupId", id);
    }

    private static IEnumerable<string> Peers(IEnumerable<SecurityRule> rules, string kind) =>
        rules.Where(rule => SecurityRuleXml.Kind(rule) == kind).Select(rule => rule.Peer);

    /// <summary>A name or description: up to 255 letters, digits, spaces and some signs, as the API Reference lists them.</summary>
    private static string Words(AwsCall call, string parameter)
    {
        var text = call.Required(parameter);
        return text.Length <= 255 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || " ._-:/()#,@[]+=&;{}!$*".Contains(letter))
            ? text
            : throw new AwsError(
                "InvalidParameterValue",
                $"Value ({text}) for parameter {parameter} is invalid. Character sets beyond ASCII are not supported, or it is too long.");
    }

    private static bool IsUsed(Region region, string id) =>
        region.Instances.Values.Any(instance => instance.State != "terminated" && instance.Launch.SecurityGroupIds.Contains(id)) ||
        region.SecurityGroups.Values.Any(other => other.Id != id && other.Ingress.Concat(other.Egress).Any(rule => rule.Peer == id));

    private static XElement Show(Region region, SecurityGroup group) => Xml.Item(
        new XElement("ownerId", Region.Account),
        new XElement("groupId", group.Id),
        new XElement("groupName", group.Name),
        new XElement("groupDescription", group.Description),
        new XElement("vpcId", group.VpcId),
        new XElement("securityGroupArn", region.Arn("ec2", $"security-group/{group.Id}")),
        SecurityRuleXml.Permissions("ipPermissions", group.Ingress),
        SecurityRuleXml.Permissions("ipPermissionsEgress", group.Egress),
        Xml.Tags(group.Tags));
}
