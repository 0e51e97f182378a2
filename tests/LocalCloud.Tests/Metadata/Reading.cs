using System.Net;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Bundt.LocalCloud.Identity;

namespace Bundt.LocalCloud.Tests.Metadata;

public sealed class Reading(RunningCloud cloud) : MetadataStory(cloud)
{
    [Fact]
    public async Task Should_Tell_The_Instance_What_DescribeInstances_Tells()
    {
        var instance = await Launch();
        var id = instance.InstanceId;
        var facts = new Dictionary<string, string>
        {
            ["ami-id"] = instance.ImageId,
            ["instance-id"] = id,
            ["instance-type"] = "t3.micro",
            ["local-ipv4"] = instance.PrivateIpAddress,
            ["local-hostname"] = instance.PrivateDnsName,
            ["hostname"] = instance.PrivateDnsName,
            ["mac"] = instance.NetworkInterfaces.Single().MacAddress,
            [$"network/interfaces/macs/{instance.NetworkInterfaces.Single().MacAddress}/subnet-id"] = instance.SubnetId,
            ["placement/availability-zone"] = instance.Placement.AvailabilityZone,
            ["placement/region"] = RunningCloud.Region,
            ["security-groups"] = instance.SecurityGroups.Single().GroupName,
        };

        foreach (var (path, value) in facts)
            (await Text(id, $"latest/meta-data/{path}")).ShouldBe(value, path);
        (await Text(id, "latest/meta-data/placement/availability-zone/")).ShouldBe(instance.Placement.AvailabilityZone);
    }

    [Fact]
    public async Task Should_List_What_There_Is()
    {
        var id = (await Launch()).InstanceId;

        (await Names(id, "")).ShouldContain("latest");
        (await Names(id, "latest/")).ShouldBe(["dynamic/", "meta-data/"]);
        (await Names(id, "latest/meta-data/placement/")).ShouldBe(["availability-zone", "availability-zone-id", "region"]);
        (await Names(id, "2021-03-23/meta-data")).ShouldBe(await Names(id, "latest/meta-data/"));
        (await Names(id, "latest/meta-data/")).ShouldContain("network/");
    }

    [Theory]
    [InlineData("latest/meta-data/nothing")]
    [InlineData("latest/meta-data/instance-id/more")]
    [InlineData("latest/meta-data/iam/")]
    [InlineData("latest/meta-data/iam/info")]
    [InlineData("latest/meta-data/public-keys/")]
    [InlineData("latest/meta-data/tags/instance/")]
    [InlineData("latest/user-data")]
    [InlineData("latest/meta-dat")]
    [InlineData("1999-01-01/meta-data/instance-id")]
    public async Task Should_Not_Find_What_Is_Not_There(string path) =>
        (await Status((await Launch()).InstanceId, path)).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Should_Give_User_Data_Byte_For_Byte()
    {
        byte[] data = [0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x0a];
        var id = (await Launch(request => request.UserData = Convert.ToBase64String(data))).InstanceId;

        using var answer = await Ask(id, "latest/user-data");

        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(data);
        (await Names(id, "latest/")).ShouldContain("user-data");
    }

    [Fact]
    public async Task Should_Give_The_Key_And_The_Profile_That_It_Was_Launched_With()
    {
        await Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("door"), Cancellation);
        Cloud.Service<State.Cloud>().Change(State.Region.Global, global => global with
        {
            InstanceProfiles = global.InstanceProfiles.Add("web", new InstanceProfile { Name = "web", Path = "/", Created = DateTimeOffset.UtcNow }),
        });
        var id = (await Launch(request => (request.KeyName, request.IamInstanceProfile) = ("door", new() { Name = "web" }))).InstanceId;

        (await Text(id, "latest/meta-data/public-keys/")).ShouldBe("0=door");
        (await Text(id, "latest/meta-data/public-keys/0/openssh-key")).ShouldStartWith("ssh-");
        JsonDocument.Parse(await Text(id, "latest/meta-data/iam/info")).RootElement.GetProperty("InstanceProfileArn").GetString()
            .ShouldBe((await Read(id)).IamInstanceProfile.Arn);
    }

    [Fact]
    public async Task Should_Identify_The_Instance()
    {
        var instance = await Launch();

        var document = JsonDocument.Parse(await Text(instance.InstanceId, "latest/dynamic/instance-identity/document")).RootElement;

        document.GetProperty("instanceId").GetString().ShouldBe(instance.InstanceId);
        document.GetProperty("availabilityZone").GetString().ShouldBe(instance.Placement.AvailabilityZone);
        document.GetProperty("region").GetString().ShouldBe(RunningCloud.Region);
    }

    [Fact]
    public async Task Should_Tell_Tags_Only_When_Told_To()
    {
        var id = (await Launch(request =>
        {
            request.MetadataOptions = new() { InstanceMetadataTags = InstanceMetadataTagsState.Enabled };
            request.TagSpecifications = [new() { ResourceType = ResourceType.Instance, Tags = [new("Name", "web"), new("team", "a/b")] }];
        })).InstanceId;

        (await Names(id, "latest/meta-data/tags/instance/")).ShouldBe(["Name", "team"]);
        (await Text(id, "latest/meta-data/tags/instance/team")).ShouldBe("a/b");
        await Refused("InvalidParameterValue", () => Ec2.CreateTagsAsync(new CreateTagsRequest([id], [new("two words", "")]), Cancellation));

        await Ec2.ModifyInstanceMetadataOptionsAsync(
            new() { InstanceId = id, InstanceMetadataTags = InstanceMetadataTagsState.Disabled }, Cancellation);

        (await Status(id, "latest/meta-data/tags/instance/")).ShouldBe(HttpStatusCode.NotFound);
    }
}
