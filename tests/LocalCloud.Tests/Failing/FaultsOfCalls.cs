using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.S3;
using GetParameterRequest = Amazon.SimpleSystemsManagement.Model.GetParameterRequest;

namespace Bundt.LocalCloud.Tests.Failing;

public sealed class FaultsOfCalls(RunningCloud cloud) : FaultStory(cloud)
{
    [Fact]
    public async Task Should_Spare_Whoever_Only_Looks_On()
    {
        var fault = await Arm(new { kind = "throttling", action = "DescribeVpcs", count = 0, spares = "*app/onlooker*" });
        using var onlooker = Cloud.Ec2(named: "onlooker");

        (await onlooker.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
        await Refused("RequestLimitExceeded", () => Ec2.DescribeVpcsAsync(Cancellation));
        await Disarm(fault);
    }

    [Fact]
    public async Task Should_Throttle_As_Often_As_Armed()
    {
        var fault = await Arm(new { kind = "throttling", service = "ec2", action = "DescribeVpcs", count = 1 });

        var refusal = await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.DescribeVpcsAsync(Cancellation));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("RequestLimitExceeded", 503));
        (await Recorded("DescribeVpcs")).Faults.ShouldBe([fault.Id]);
        (await Ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
        (await Recorded("DescribeVpcs")).Faults.ShouldBeEmpty();
        var report = (await Reports()).Single(one => one.Id == fault.Id);
        (report.State, report.Struck, report.Left).ShouldBe(("spent", 1, 0));
    }

    [Fact]
    public async Task Should_Answer_With_The_Code_And_Status_Of_Each_Service()
    {
        using var s3 = Cloud.S3();
        await Arm(new { kind = "throttling", action = "ListBuckets" });
        await Arm(new { kind = "error", action = "ListBuckets", status = 503 });
        await Arm(new { kind = "error", action = "DescribeSubnets" });

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync(Cancellation))).ErrorCode.ShouldBe("SlowDown");
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync(Cancellation))).ErrorCode.ShouldBe("ServiceUnavailable");
        var error = await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.DescribeSubnetsAsync(Cancellation));

        (error.ErrorCode, (int)error.StatusCode).ShouldBe(("InternalError", 500));
    }

    [Theory]
    [InlineData("latency")]
    [InlineData("throttling")]
    [InlineData("error")]
    [InlineData("lostAnswer")]
    public async Task Should_Count_How_Often_S3_And_Systems_Manager_Are_Struck(string kind)
    {
        using var s3 = Cloud.S3();
        using var ssm = Cloud.Ssm();
        var ofS3 = await Arm(Once("s3", "ListBuckets"));
        var ofSsm = await Arm(Once("ssm", "GetParameter"));

        await Struck(() => s3.ListBucketsAsync(Cancellation));
        await Struck(() => ssm.GetParameterAsync(new GetParameterRequest { Name = "/aws/service/debian/release/12/latest/amd64" }, Cancellation));

        (await Reports()).Where(report => report.Id == ofS3.Id || report.Id == ofSsm.Id)
            .Select(report => (report.State, report.Struck, report.Left)).ShouldBe([("spent", 1, 0), ("spent", 1, 0)]);
        await Until(() => AllRecorded("ListBuckets"), calls => calls.Any(call => call.Faults.SequenceEqual([ofS3.Id])));
        await Until(() => AllRecorded("GetParameter"), calls => calls.Any(call => call.Faults.SequenceEqual([ofSsm.Id])));

        object Once(string service, string action) =>
            kind == "latency" ? new { kind, service, action, count = 1, seconds = 0.01 } : new { kind, service, action, count = 1 };
    }

    [Fact]
    public async Task Should_Do_The_Work_Of_A_Lost_Answer()
    {
        var fault = await Arm(new { kind = "lostAnswer", service = "ec2", action = "CreateKeyPair" });

        await Should.ThrowAsync<Exception>(() => Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("lost"), Cancellation));

        // .NET's handler asks again on a connection of its own, and may be answered before the lost call is recorded.
        await Until(() => AllRecorded("CreateKeyPair"), calls => calls.Any(call => call.Faults.SequenceEqual([fault.Id])));
        (await Ec2.DescribeKeyPairsAsync(Cancellation)).KeyPairs.ShouldContain(key => key.KeyName == "lost");
    }

    [Fact]
    public async Task Should_Strike_Calls_By_The_Tags_Of_What_They_Name()
    {
        var (blue, green) = (await Tagged("blue"), await Tagged("green"));
        await Arm(new { kind = "error", tag = "Colour=gr*", action = "DescribeInstances" });

        (await Read(blue)).InstanceId.ShouldBe(blue);
        await Refused("InternalError", () => Read(green));
    }

    [Fact]
    public async Task Should_Record_Calls_And_Tell_Writes_From_Reads()
    {
        await Ec2.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancellation);
        await Ec2.CreateVpcAsync(new CreateVpcRequest("10.1.0.0/16"), Cancellation);

        var vpc = await Recorded("CreateVpc");
        (vpc.Write, vpc.Parameters["CidrBlock"]).ShouldBe((true, "10.1.0.0/16"));
        (await Recorded("DescribeRegions")).Write.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Refuse_A_Launch_For_Which_A_Zone_Has_No_Capacity()
    {
        var fault = await Arm(new { kind = "noCapacity", zone = "eu-west-1c", type = "t3.*" });

        var refusal = await Should.ThrowAsync<AmazonServiceException>(() =>
            Launch(request => request.Placement = new Placement { AvailabilityZone = "eu-west-1c" }));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("InsufficientInstanceCapacity", 500));
        refusal.Message.ShouldContain("You can currently get t3.micro capacity by");
        (await Recorded("RunInstances")).Faults.ShouldBe([fault.Id]);
        await Launch(request => request.Placement = new Placement { AvailabilityZone = "eu-west-1c" });
    }

    /// <summary>Makes a call; whether it comes to its end is the fault's matter.</summary>
    private static async Task Struck(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception failed) when (failed is AmazonServiceException or HttpRequestException or AmazonClientException)
        {
            // Told by the fault's report.
        }
    }

    private async Task<string> Tagged(string colour) => (await Launch(request => request.TagSpecifications =
        [new TagSpecification { ResourceType = ResourceType.Instance, Tags = [new Tag("Colour", colour)] }])).InstanceId;
}
