using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;

namespace Bundt.LocalCloud.Tests.Wire;

public sealed class FaultsAndCalls(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_Throttle_As_Often_As_Armed()
    {
        await Arm(new { kind = "throttling", service = "ec2", action = "DescribeVpcs", count = 1 });
        using var ec2 = cloud.Ec2();

        var refusal = await Should.ThrowAsync<AmazonEC2Exception>(() => ec2.DescribeVpcsAsync(Cancellation));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("RequestLimitExceeded", 503));
        (await ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_Do_The_Work_Of_A_Lost_Answer()
    {
        await Arm(new { kind = "lostAnswer", service = "ec2", action = "CreateKeyPair" });
        using var ec2 = cloud.Ec2();

        await Should.ThrowAsync<Exception>(() => ec2.CreateKeyPairAsync(new CreateKeyPairRequest("lost"), Cancellation));

        (await ec2.DescribeKeyPairsAsync(Cancellation)).KeyPairs.ShouldContain(key => key.KeyName == "lost");
    }

    [Fact]
    public async Task Should_Refuse_A_Fault_That_It_Does_Not_Know()
    {
        var answer = await cloud.Http.PostAsJsonAsync(new Uri(cloud.Endpoint, "/_local/faults"), new { kind = "gremlins" }, Cancellation);

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Should_Record_Calls_And_Tell_Writes_From_Reads()
    {
        using var ec2 = cloud.Ec2();
        await ec2.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancellation);
        await ec2.CreateVpcAsync(new CreateVpcRequest("10.1.0.0/16"), Cancellation);

        var calls = await cloud.Http.GetFromJsonAsync<JsonElement[]>(new Uri(cloud.Endpoint, "/_local/calls"), Cancellation);

        var vpc = calls!.Last(call => call.GetProperty("action").GetString() == "CreateVpc");
        vpc.GetProperty("write").GetBoolean().ShouldBeTrue();
        vpc.GetProperty("parameters").GetProperty("CidrBlock").GetString().ShouldBe("10.1.0.0/16");
        calls!.Last(call => call.GetProperty("action").GetString() == "DescribeRegions").GetProperty("write").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Refuse_A_Launch_Without_Capacity()
    {
        await Arm(new { kind = "noCapacity" });
        using var ec2 = cloud.Ec2();
        var image = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] }, Cancellation)).Images[0].ImageId;

        var refusal = await Should.ThrowAsync<AmazonServiceException>(() => ec2.RunInstancesAsync(new RunInstancesRequest(image, 1, 1), Cancellation));

        refusal.ErrorCode.ShouldBe("InsufficientInstanceCapacity");
    }

    private async Task Arm(object fault) =>
        (await cloud.Http.PostAsJsonAsync(new Uri(cloud.Endpoint, "/_local/faults"), fault, Cancellation)).EnsureSuccessStatusCode();
}
