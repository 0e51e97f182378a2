using Bundt.LocalCloud.Tests.BadInput;
using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.Identity;

/// <summary>Roles and instance profiles, which are the account's and not a region's, and what is launched with them.</summary>
public sealed class RolesAndProfiles(OpenCloud cloud) : IClassFixture<OpenCloud>
{
    private const string Trust = "AssumeRolePolicyDocument=%7B%22Statement%22%3A%5B%5D%7D";

    [Theory]
    [InlineData("404 NoSuchEntity", "GetRole&RoleName=nobody")]
    [InlineData("404 NoSuchEntity", "GetInstanceProfile&InstanceProfileName=nobody")]
    [InlineData("404 NoSuchEntity", "ListInstanceProfilesForRole&RoleName=nobody")]
    [InlineData("404 NoSuchEntity", "PutRolePolicy&RoleName=nobody&PolicyName=a&PolicyDocument=%7B%22Statement%22%3A%5B%5D%7D")]
    [InlineData("400 ValidationError", "CreateRole&" + Trust)]
    [InlineData("400 ValidationError", "CreateRole&RoleName=a%20b&" + Trust)]
    [InlineData("400 ValidationError", "CreateRole&RoleName=a&Path=a&" + Trust)]
    [InlineData("400 ValidationError", "CreateRole&RoleName=a&MaxSessionDuration=1&" + Trust)]
    [InlineData("400 MalformedPolicyDocument", "CreateRole&RoleName=a&AssumeRolePolicyDocument=%7B%7D")]
    [InlineData("400 MalformedPolicyDocument", "CreateRole&RoleName=a&AssumeRolePolicyDocument=%5B1")]
    [InlineData("400 InvalidInput", "CreateRole&RoleName=a&Tags.member.1.Key=a&Tags.member.2.Key=a&" + Trust)]
    [InlineData("400 ValidationError", "CreateInstanceProfile&InstanceProfileName=")]
    [InlineData("400 InvalidAction", "CreateUser&UserName=a")]
    public async Task Should_Be_Refused_Where_They_Are_Wrong(string expected, string form) => (await Iam(form)).ShouldBe(expected);

    [Fact]
    public async Task Should_Go_Only_When_Nothing_Holds_Them()
    {
        await Made("held");
        (await Iam("PutRolePolicy&RoleName=held&PolicyName=reads&PolicyDocument=%7B%22Statement%22%3A%5B%5D%7D")).ShouldBe("200");
        (await Iam("AttachRolePolicy&RoleName=held&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess")).ShouldBe("200");

        (await Iam("DeleteRole&RoleName=held")).ShouldBe("409 DeleteConflict");
        (await Iam("DeleteInstanceProfile&InstanceProfileName=held")).ShouldBe("409 DeleteConflict");
        (await Iam("RemoveRoleFromInstanceProfile&InstanceProfileName=held&RoleName=held")).ShouldBe("200");
        (await Iam("RemoveRoleFromInstanceProfile&InstanceProfileName=held&RoleName=held")).ShouldBe("404 NoSuchEntity");
        (await Iam("DeleteInstanceProfile&InstanceProfileName=held")).ShouldBe("200");
        (await Iam("DeleteRole&RoleName=held")).ShouldBe("409 DeleteConflict");
        (await Iam("DeleteRolePolicy&RoleName=held&PolicyName=reads")).ShouldBe("200");
        (await Iam("DeleteRolePolicy&RoleName=held&PolicyName=reads")).ShouldBe("404 NoSuchEntity");
        (await Iam("DetachRolePolicy&RoleName=held&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess")).ShouldBe("200");
        (await Iam("DeleteRole&RoleName=held")).ShouldBe("200");
        (await Iam("GetRole&RoleName=held")).ShouldBe("404 NoSuchEntity");
    }

    [Fact]
    public async Task Should_Be_Named_By_Instances_Of_Every_Region_And_Only_Once_They_Are_There()
    {
        foreach (var region in new[] { "eu-west-1", "sa-east-1" })
        {
            using var ec2 = cloud.Ec2(region);
            var image = (await ec2.DescribeImagesAsync(new() { Owners = ["amazon"] }, TestContext.Current.CancellationToken)).Images[0].ImageId;
            Task<Amazon.EC2.Model.RunInstancesResponse> Launch(Amazon.EC2.Model.IamInstanceProfileSpecification profile) => ec2.RunInstancesAsync(
                new(image, 1, 1) { InstanceType = Amazon.EC2.InstanceType.T3Micro, IamInstanceProfile = profile }, TestContext.Current.CancellationToken);

            (await Should.ThrowAsync<Amazon.EC2.AmazonEC2Exception>(() => Launch(new() { Name = "in-" + region })))
                .Message.ShouldBe($"Value (in-{region}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name");
            await Made("in-" + region);
            var named = (await Launch(new() { Name = "in-" + region })).Reservation.Instances[0].IamInstanceProfile;
            (await Launch(new() { Arn = named.Arn })).Reservation.Instances[0].IamInstanceProfile.Id.ShouldBe(named.Id);
            (await Should.ThrowAsync<Amazon.EC2.AmazonEC2Exception>(() => Launch(new() { Arn = named.Arn + "x" }))).ErrorCode.ShouldBe("InvalidParameterValue");
        }
    }

    [Fact]
    public async Task Should_Survive_A_Restart()
    {
        await using var restarted = new RestartedCloud();
        await restarted.InitializeAsync();
        (await restarted.Form("Version=2010-05-08&Action=CreateRole&RoleName=kept&" + Trust)).ShouldBe("200");

        await restarted.Restart();

        (await restarted.Form("Version=2010-05-08&Action=GetRole&RoleName=kept")).ShouldBe("200");
    }

    private async Task Made(string name)
    {
        (await Iam($"CreateRole&RoleName={name}&{Trust}")).ShouldBe("200");
        (await Iam($"CreateInstanceProfile&InstanceProfileName={name}")).ShouldBe("200");
        (await Iam($"AddRoleToInstanceProfile&InstanceProfileName={name}&RoleName={name}")).ShouldBe("200");
    }

    private Task<string> Iam(string form) => cloud.Form("Version=2010-05-08&Action=" + form);

    private sealed class RestartedCloud : RunningCloud
    {
        protected override IEnumerable<string> More => ["--any-credentials"];
    }
}
