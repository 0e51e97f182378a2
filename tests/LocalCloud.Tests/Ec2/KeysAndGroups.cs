using System.Security.Cryptography;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class KeysAndGroups(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Give_Out_A_Real_Private_Key()
    {
        var made = (await Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("real"), Cancellation)).KeyPair;

        using var rsa = RSA.Create();
        rsa.ImportFromPem(made.KeyMaterial);
        rsa.KeySize.ShouldBe(2048);
        await Refused("InvalidKeyPair.Duplicate", () => Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("real"), Cancellation));
        await Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest("real"), Cancellation);
        await Refused("InvalidKeyPair.NotFound", () =>
            Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { KeyNames = ["real"] }, Cancellation));
    }

    [Fact]
    public async Task Should_Keep_A_Group_While_An_Instance_Is_In_It()
    {
        var group = await Group("used");
        var instance = await Launch(request => request.SecurityGroupIds = [group]);

        await Refused("DependencyViolation", () =>
            Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }, Cancellation));

        await Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([instance.InstanceId]), Cancellation);
        await Until(instance.InstanceId, "terminated");
        await Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }, Cancellation);
        await Refused("InvalidGroup.NotFound", () =>
            Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] }, Cancellation));
    }

    [Fact]
    public async Task Should_Admit_And_Revoke()
    {
        var group = await Group("rules");
        List<IpPermission> ssh = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new IpRange { CidrIp = "127.0.0.1/32", Description = "here" }] }];

        await Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = ssh }, Cancellation);

        (await Ingress(group)).Single().Ipv4Ranges.Single().CidrIp.ShouldBe("127.0.0.1/32");
        await Refused("InvalidPermission.Duplicate", () => Ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = ssh }, Cancellation));
        await Ec2.RevokeSecurityGroupIngressAsync(new RevokeSecurityGroupIngressRequest { GroupId = group, IpPermissions = ssh }, Cancellation);
        (await Ingress(group)).ShouldBeEmpty();
    }

    private async Task<string> Group(string name) =>
        (await Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = name }, Cancellation)).GroupId;

    private async Task<List<IpPermission>> Ingress(string group) =>
        (await Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] }, Cancellation)).SecurityGroups[0].IpPermissions ?? [];
}
