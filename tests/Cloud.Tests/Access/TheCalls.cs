using Bundt.Cloud.Access;
using Bundt.Cloud.Tests.Runs;
using Bundt.Domain;
using Bundt.LocalCloud.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Cloud.Tests.Access;

public sealed class TheCalls(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Rule_29_Should_Be_Made_Again_When_Throttled_And_Counted_Each_Time()
    {
        await using var run = new ARun(cloud, Some.Environment, new FakeTimeProvider(DateTimeOffset.UtcNow), "run");
        await ARun.Arm(cloud, "throttling", "DescribeKeyPairs", count: 2);

        await run.Aws.Ec2.DescribeKeyPairsAsync(new(), TestContext.Current.CancellationToken);
        await run.Aws.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);

        run.Calls.All.ShouldBe(
        [
            new CountedCall("ec2", "DescribeKeyPairs", IsWrite: false, Count: 3, Failed: 2),
            new CountedCall("autoscaling", "DescribeAutoScalingGroups", IsWrite: false, Count: 1, Failed: 0),
        ]);
        (run.Calls.Total, run.Calls.Writes).ShouldBe((4, 0));
    }

    [Fact]
    public async Task Rule_29_Should_Not_Be_Made_Again_When_They_Are_Not_Authorized()
    {
        await using var run = new ARun(cloud, Some.Environment, new FakeTimeProvider(DateTimeOffset.UtcNow), "run", secret: "somebody else's");

        await Should.ThrowAsync<Problem>(run.Account.Demand());

        run.Calls.All.ShouldHaveSingleItem().ShouldBe(new("sts", "GetCallerIdentity", IsWrite: false, Count: 1, Failed: 1));
    }

    [Fact]
    public async Task Rule_02_Should_Begin_With_The_Account_And_The_Region()
    {
        var environment = await ARun.Environment(cloud, "elsewhere");
        await using var stranger = new ARun(cloud, environment with { Aws = environment.Aws with { Account = "123456789012" } }, new FakeTimeProvider(DateTimeOffset.UtcNow), "run");
        await using var abroad = new ARun(cloud, environment with { Aws = environment.Aws with { Region = "us-east-1" } }, new FakeTimeProvider(DateTimeOffset.UtcNow), "run");

        (await Should.ThrowAsync<Problem>(stranger.Lease.Take())).What.ShouldBe(
            "The credentials belong to account 000000000000 (arn:aws:iam::000000000000:user/local), but elsewhere is in account 123456789012.");
        (await Should.ThrowAsync<Problem>(abroad.Lease.Take())).What.ShouldBe(
            "The load balancer elsewhere is in eu-west-1 of account 000000000000, but elsewhere is in us-east-1 of account 000000000000.");
        (stranger.Calls.All.Any(call => call.IsWrite), abroad.Calls.All.Any(call => call.IsWrite)).ShouldBe((false, false));
    }
}
