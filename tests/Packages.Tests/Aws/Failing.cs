using System.Net;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws;

/// <summary>What they make of an error.</summary>
public sealed class Failing
{
    [Fact]
    public async Task Should_Throw_The_Exception_That_The_Operation_Is_Documented_To_Answer()
    {
        await using var service = (await ScriptedService.Start()).Fails(HttpStatusCode.BadRequest, "TargetGroupNotFound", "no such group");

        var failure = await Should.ThrowAsync<TargetGroupNotFoundException>(() =>
            service.LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = "arn:gone" }));

        failure.ErrorCode.ShouldBe("TargetGroupNotFound");
        failure.Message.ShouldBe("no such group");
        failure.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        failure.RequestId.ShouldBe("request-8");
        service.Received.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ValidationError")]
    [InlineData("LimitExceeded")]
    public async Task Should_Throw_The_Common_Exception_For_Any_Other_Error(string code)
    {
        await using var service = (await ScriptedService.Start()).Fails(HttpStatusCode.BadRequest, code, "why");

        var failure = await Should.ThrowAsync<AmazonAutoScalingException>(() =>
            service.AutoScaling.SetDesiredCapacityAsync(new SetDesiredCapacityRequest()));

        failure.GetType().ShouldBe(typeof(AmazonAutoScalingException));
        failure.ErrorCode.ShouldBe(code);
    }

    [Fact]
    public async Task Should_Try_Again_When_Throttled()
    {
        await using var service = (await ScriptedService.Start())
            .Fails(HttpStatusCode.ServiceUnavailable, "Throttling")
            .Fails(HttpStatusCode.ServiceUnavailable, "Throttling")
            .Answers("SuspendProcesses");

        await service.AutoScaling.SuspendProcessesAsync(
            new SuspendProcessesRequest { AutoScalingGroupName = "web", ScalingProcesses = ["AlarmNotification"] },
            TestContext.Current.CancellationToken);

        service.Received.Select(request => request.Headers["amz-sdk-request"])
            .ShouldBe(["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]);
        service.Received.ShouldAllBe(request => request.Form["ScalingProcesses.member.1"] == "AlarmNotification");
        service.Received.ShouldAllBe(request => request.Headers["Authorization"].Contains("/autoscaling/aws4_request"));
    }
}
