using Amazon.AutoScaling;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Retries(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    public override async Task Tell()
    {
        await Shows("DescribeAutoScalingGroups", "is tried four times more where it is throttled or unavailable", async () =>
        {
            var before = Relay.Calls.Count;
            Relay.Refuse(Fault.Throttling, Fault.Unavailable, Fault.Throttling, Fault.Unavailable);
            await Client.DescribeAutoScalingGroupsAsync();
            Relay.Calls.Skip(before).Select(call => (call.Attempt, call.Fault)).ShouldBe(
            [
                ("attempt=1; max=5", "Throttling"),
                ("attempt=2; max=5", "ServiceUnavailable"),
                ("attempt=3; max=5", "Throttling"),
                ("attempt=4; max=5", "ServiceUnavailable"),
                ("attempt=5; max=5", null),
            ]);
        });
    }
}
