using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class Restarting(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Remember_Everything_And_Boot_What_Was_Up_Again()
    {
        var running = await Launch();
        var stopped = await Launch();
        await Ec2.StopInstancesAsync(new StopInstancesRequest([stopped.InstanceId]), Cancellation);
        await Until(stopped.InstanceId, "stopped");
        var image = await Bake(stopped.InstanceId, "survivor");

        await Cloud.Restart();

        using var ec2 = Cloud.Ec2();
        var found = (await ec2.DescribeInstancesAsync(Cancellation)).Reservations.SelectMany(one => one.Instances).ToDictionary(one => one.InstanceId);
        (found[running.InstanceId].State.Name.Value, found[running.InstanceId].PrivateIpAddress).ShouldBe(("running", running.PrivateIpAddress));
        found[stopped.InstanceId].State.Name.Value.ShouldBe("stopped");
        found[stopped.InstanceId].PrivateIpAddress.ShouldBe(stopped.PrivateIpAddress);
        (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] }, Cancellation)).Images.Single().ImageId.ShouldBe(image.ImageId);
    }
}
