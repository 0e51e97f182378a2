using Amazon.EC2;
using Amazon.EC2.Model;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class DryRuns(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Change_Nothing()
    {
        var instance = (await Launch()).InstanceId;
        var image = await SourceImage();
        var before = Cloud.Service<Cloud>().Read(RunningCloud.Region);

        await WouldSucceed(() => Ec2.RunInstancesAsync(new RunInstancesRequest(image, 1, 1) { DryRun = true, InstanceType = "t3.micro" }, Cancellation));
        await WouldSucceed(() => Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([instance]) { DryRun = true }, Cancellation));
        await WouldSucceed(() => Ec2.StopInstancesAsync(new StopInstancesRequest([instance]) { DryRun = true }, Cancellation));
        await WouldSucceed(() => Ec2.RebootInstancesAsync(new RebootInstancesRequest([instance]) { DryRun = true }, Cancellation));
        await WouldSucceed(() => Ec2.CreateImageAsync(new CreateImageRequest(instance, "dry") { DryRun = true }, Cancellation));
        await WouldSucceed(() => Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("dry") { DryRun = true }, Cancellation));
        await WouldSucceed(() => Ec2.CreateVpcAsync(new CreateVpcRequest("10.0.0.0/16") { DryRun = true }, Cancellation));
        await WouldSucceed(() => Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { DryRun = true }, Cancellation));

        Cloud.Service<Cloud>().Read(RunningCloud.Region).ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Should_Refuse_What_The_Real_Call_Refuses()
    {
        await Refused("InvalidInstanceID.NotFound", () => Ec2.TerminateInstancesAsync(
            new TerminateInstancesRequest(["i-0123456789abcdef0"]) { DryRun = true }, Cancellation));
        await Refused("InvalidAMIID.NotFound", () => Ec2.RunInstancesAsync(
            new RunInstancesRequest("ami-0123456789abcdef0", 1, 1) { DryRun = true }, Cancellation));
        await Refused("InvalidVpc.Range", () => Ec2.CreateVpcAsync(new CreateVpcRequest("10.0.0.0/8") { DryRun = true }, Cancellation));
    }

    private static async Task WouldSucceed(Func<Task> call)
    {
        var refusal = await Should.ThrowAsync<AmazonEC2Exception>(call);
        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("DryRunOperation", 412));
    }
}
