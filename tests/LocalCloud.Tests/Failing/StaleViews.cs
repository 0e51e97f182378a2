using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Failing;

public sealed class StaleViews(RunningCloud cloud) : FaultStory(cloud)
{
    [Fact]
    public async Task Should_Not_Find_What_Was_Just_Made()
    {
        var old = (await Launch()).InstanceId;
        var fault = await Arm(new { kind = "notFound", resource = "i-*", seconds = 1 });
        var run = await Ec2.RunInstancesAsync(new RunInstancesRequest(await SourceImage(), 1, 1), Cancellation);
        var fresh = run.Reservation.Instances[0].InstanceId;

        await Refused("InvalidInstanceID.NotFound", () => Read(fresh));
        await Refused("InvalidInstanceID.NotFound", () => Ec2.CreateTagsAsync(new CreateTagsRequest([fresh], [new Tag("a", "b")]), Cancellation));
        (await Recorded("CreateTags")).Faults.ShouldBe([fault.Id]);
        (await Read(old)).InstanceId.ShouldBe(old);

        await Until(() => Found(fresh), found => found);
        (await Read(fresh)).Tags.ShouldBeNull();
        await Disarm(fault);
    }

    [Fact]
    public async Task Should_List_What_There_Was()
    {
        await Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("before"), Cancellation);
        var fault = await Arm(new { kind = "staleListing", action = "DescribeKeyPairs", seconds = 1 });
        await Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("fresh"), Cancellation);
        await Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = "before" }, Cancellation);

        (await Keys()).ShouldBe(["before"]);
        (await Until(Keys, keys => !keys.Contains("before"))).ShouldBe(["fresh"]);
        await Disarm(fault);
    }

    [Fact]
    public async Task Should_Refuse_As_The_Service_That_Is_Called()
    {
        var fault = await Arm(new { kind = "notFound", seconds = 600 });
        await Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest { LaunchTemplateName = "fresh", LaunchTemplateData = new RequestLaunchTemplateData { ImageId = await SourceImage() } },
            Cancellation);

        var cli = new AwsCli(Cloud);
        var refusal = await cli.Refusal(
            "autoscaling create-auto-scaling-group --auto-scaling-group-name g --min-size 0 --max-size 1 --availability-zones eu-west-1a "
            + "--launch-template LaunchTemplateName=fresh");

        refusal.ShouldContain("(ValidationError)");
        Cloud.Service<State.Cloud>().Read(RunningCloud.Region).ScalingGroups.ShouldBeEmpty();
        await Disarm(fault);
    }

    private async Task<IReadOnlyList<string>> Keys() =>
        [.. (await Ec2.DescribeKeyPairsAsync(Cancellation)).KeyPairs?.Select(key => key.KeyName) ?? []];

    private async Task<bool> Found(string id)
    {
        try
        {
            return (await Read(id)).InstanceId == id;
        }
        catch (Amazon.EC2.AmazonEC2Exception refusal) when (refusal.ErrorCode == "InvalidInstanceID.NotFound")
        {
            return false;
        }
    }
}
