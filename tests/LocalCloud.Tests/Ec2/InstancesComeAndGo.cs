using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class InstancesComeAndGo(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Run_Stop_Start_And_Terminate()
    {
        var instance = await Launch();
        instance.PrivateIpAddress.ShouldStartWith("127.10.");
        instance.PublicIpAddress.ShouldBe(instance.PrivateIpAddress);

        await Ec2.StopInstancesAsync(new StopInstancesRequest([instance.InstanceId]), Cancellation);
        (await Until(instance.InstanceId, "stopped")).StateReason.Code.ShouldBe("Client.UserInitiatedShutdown");
        await Ec2.StartInstancesAsync(new StartInstancesRequest([instance.InstanceId]), Cancellation);
        await Until(instance.InstanceId, "running");
        await Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([instance.InstanceId]), Cancellation);

        (await Until(instance.InstanceId, "terminated")).PrivateIpAddress.ShouldBeNull();
        await Refused("IncorrectInstanceState", () =>
            Ec2.StartInstancesAsync(new StartInstancesRequest([instance.InstanceId]), Cancellation));
        await Refused("InvalidVolume.NotFound", () => Ec2.DescribeVolumesAsync(
            new DescribeVolumesRequest { VolumeIds = [instance.BlockDeviceMappings[0].Ebs.VolumeId] }, Cancellation));
    }

    [Fact]
    public async Task Should_Launch_Once_For_One_Token()
    {
        var one = await Launch(request => request.ClientToken = "once");
        var two = await Launch(request => request.ClientToken = "once");

        two.InstanceId.ShouldBe(one.InstanceId);
        await Refused("IdempotentParameterMismatch", () =>
            Launch(request => (request.ClientToken, request.InstanceType) = ("once", InstanceType.M5Large)));
    }

    [Fact]
    public async Task Should_Filter_By_Tags_With_Wildcards_And_Page()
    {
        for (var i = 0; i < 6; i++)
        {
            await Launch(request => request.TagSpecifications =
                [new TagSpecification { ResourceType = ResourceType.Instance, Tags = [new Tag("Name", $"page-{i}")] }]);
        }

        List<Filter> filters = [new Filter("tag:Name", ["page-*"]), new Filter("instance-state-name", ["running"])];
        var first = await Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = filters, MaxResults = 5 }, Cancellation);
        var second = await Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = filters, MaxResults = 5, NextToken = first.NextToken }, Cancellation);

        first.Reservations.Count.ShouldBe(5);
        second.Reservations.Count.ShouldBe(1);
        second.NextToken.ShouldBeNull();
    }

    [Fact]
    public async Task Should_Keep_A_Protected_Instance()
    {
        var instance = await Launch(request => request.DisableApiTermination = true);

        await Refused("OperationNotPermitted", () =>
            Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([instance.InstanceId]), Cancellation));
    }

    [Theory]
    [InlineData("i-0123456789abcdef0", "InvalidInstanceID.NotFound")]
    [InlineData("i-xyz", "InvalidInstanceID.Malformed")]
    public async Task Should_Refuse_An_Id_That_Is_Not_There(string id, string code) => await Refused(code, () => Read(id));

    [Fact]
    public async Task Should_Answer_A_Dry_Run_Without_Doing_It()
    {
        var before = await Ec2.DescribeKeyPairsAsync(Cancellation);

        await Refused("DryRunOperation", () => Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("dry") { DryRun = true }, Cancellation));

        (await Ec2.DescribeKeyPairsAsync(Cancellation)).KeyPairs?.Count.ShouldBe(before.KeyPairs?.Count ?? 0);
    }
}
