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
            ["ip-permission.cidr"] = group => group.Ingress.Select(rule => rule.Peer),
            ["ip-permission.from-port"] = group => group.Ingress.Select(rule => $"{rule.FromPort}"),
            ["ip-permission.group-id"] = group => group.Ingress.Select(rule => rule.Peer),
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
        var name = call.Required("GroupName");
        var description = call.Required("GroupDescription");
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
        yield return new XElement("return", true);
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
