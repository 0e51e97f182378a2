using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

/// <summary>Tags of single rules of security groups.</summary>
public sealed class TaggingRules(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Keep_The_Tags_That_A_Rule_Is_Made_With()
    {
        var group = await Group("made");
        var ingress = (await Ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = Port(80), TagSpecifications = Tags("in") }, Cancellation)).SecurityGroupRules;
        var egress = (await Ec2.AuthorizeSecurityGroupEgressAsync(
            new AuthorizeSecurityGroupEgressRequest { GroupId = group, IpPermissions = Port(443), TagSpecifications = Tags("out") }, Cancellation)).SecurityGroupRules;

        ingress.Concat(egress).Select(rule => rule.Tags.Single().Value).ShouldBe(["in", "out"]);
        (await Rules(new Filter("tag:way", ["in"]))).Single().SecurityGroupRuleId.ShouldBe(ingress[0].SecurityGroupRuleId);
        ingress[0].SecurityGroupRuleArn.ShouldBe($"arn:aws:ec2:eu-west-1:000000000000:security-group-rule/{ingress[0].SecurityGroupRuleId}");
    }

    [Fact]
    public async Task Should_Change_The_Tags_Of_A_Rule_That_Is_There_And_List_Them()
    {
        var group = await Group("there");
        var rule = (await Rules(new Filter("group-id", [group]))).Single().SecurityGroupRuleId;

        await Ec2.CreateTagsAsync(new CreateTagsRequest([rule], [new Tag("owner", "us"), new Tag("spare", "x")]), Cancellation);
        await Ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [rule], Tags = [new Tag("spare")] }, Cancellation);

        var listed = (await Ec2.DescribeTagsAsync(new DescribeTagsRequest([new Filter("resource-id", [rule])]), Cancellation)).Tags.Single();
        (listed.ResourceType.Value, listed.Key, listed.Value).ShouldBe(("security-group-rule", "owner", "us"));
        (await Rules(new Filter("tag-key", ["owner"]))).Single().Tags.Single().Value.ShouldBe("us");
        await Cloud.Restart();
        using var after = Cloud.Ec2();
        (await after.DescribeSecurityGroupRulesAsync(new DescribeSecurityGroupRulesRequest { SecurityGroupRuleIds = [rule] }, Cancellation))
            .SecurityGroupRules.Single().Tags.Single().Value.ShouldBe("us");
    }

    [Fact]
    public async Task Should_Tell_Rules_Apart_By_Their_Traffic_Alone()
    {
        var group = await Group("apart");
        await Ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = Port(80), TagSpecifications = Tags("one") }, Cancellation);

        await Refused("InvalidPermission.Duplicate", () => Ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = Port(80), TagSpecifications = Tags("other") }, Cancellation));
        await Ec2.RevokeSecurityGroupIngressAsync(new RevokeSecurityGroupIngressRequest { GroupId = group, IpPermissions = Port(80) }, Cancellation);

        (await Rules(new Filter("group-id", [group]), new Filter("tag-key", ["way"]))).ShouldBeEmpty();
        await Refused("InvalidSecurityGroupRuleId.NotFound", () =>
            Ec2.CreateTagsAsync(new CreateTagsRequest(["sgr-00000000000000000"], [new Tag("a", "b")]), Cancellation));
    }

    private static List<IpPermission> Port(int port) =>
        [new() { IpProtocol = "tcp", FromPort = port, ToPort = port, Ipv4Ranges = [new IpRange { CidrIp = "10.0.0.0/8" }] }];

    private static List<TagSpecification> Tags(string way) => [new() { ResourceType = ResourceType.SecurityGroupRule, Tags = [new Tag("way", way)] }];

    private async Task<string> Group(string name) =>
        (await Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = name }, Cancellation)).GroupId;

    private async Task<List<SecurityGroupRule>> Rules(params Filter[] filters) =>
        (await Ec2.DescribeSecurityGroupRulesAsync(new DescribeSecurityGroupRulesRequest { Filters = [.. filters] }, Cancellation)).SecurityGroupRules ?? [];
}
