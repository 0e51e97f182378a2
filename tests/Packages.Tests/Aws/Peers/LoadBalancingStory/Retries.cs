using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

internal sealed class Retries(Walk walk, IAmazonElasticLoadBalancingV2 client, Ground ground) : Chapter(walk, client, ground)
{
    public override async Task Tell() => await Shows("DescribeTargetGroups", "gives up after the fifth attempt", async () =>
    {
        var before = Relay.Calls.Count;
        Relay.Refuse([.. Enumerable.Repeat(Fault.Throttling, Access.Retries + 1)]);
        var failure = await Should.ThrowAsync<AmazonElasticLoadBalancingV2Exception>(
            () => Client.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest()));
        (failure.ErrorCode, failure.Message).ShouldBe(("Throttling", "Rate exceeded"));
        Relay.Calls.Skip(before).Select(call => call.Attempt)
            .ShouldBe(Enumerable.Range(1, Access.Retries + 1).Select(number => $"attempt={number}; max=5"));
    });
}
