using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Traffic(Walk walk, IAmazonAutoScaling client, Ground ground, IReadOnlyList<string> targetGroups)
    : Chapter(walk, client, ground)
{
    private const string Group = "balanced";
    private const string Nobody = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/nobody/0123456789abcdef";

    public override async Task Tell()
    {
        await Client.CreateAutoScalingGroupAsync(Empty(Group));
        await Shows("AttachLoadBalancerTargetGroups", "attaches, and once more is fine", async () =>
        {
            await Attach(Group, [.. targetGroups]);
            await Attach(Group, targetGroups[0]);
            (await Read(Group)).TargetGroupARNs.ShouldBe(targetGroups, ignoreOrder: true);
        });

        await Shows("DetachLoadBalancerTargetGroups", "detaches what it names", async () =>
        {
            await Detach(Group, targetGroups[0]);
            (await Read(Group)).TargetGroupARNs.ShouldBe([targetGroups[1]]);
            await Detach(Group, targetGroups[1]);
            (await Read(Group)).TargetGroupARNs.ShouldBeNull();
        });
    }

    public override async Task Refuse()
    {
        await IsInvalid("AttachLoadBalancerTargetGroups", NotFound, () => Attach("nobody", targetGroups[0]));
        await IsInvalid("DetachLoadBalancerTargetGroups", "refuses what is not attached", () => Detach(Group, targetGroups[0]));
        await IsInvalid("DetachLoadBalancerTargetGroups", NotFound, () => Detach("nobody", targetGroups[0]));

        // A server that takes it may stumble over the group ever after.
        await Client.CreateAutoScalingGroupAsync(Empty("misled"));
        await IsInvalid("AttachLoadBalancerTargetGroups", "refuses a target group that does not exist", () => Attach("misled", Nobody));
    }

    private async Task Attach(string group, params List<string> arns) => await Client.AttachLoadBalancerTargetGroupsAsync(
        new AttachLoadBalancerTargetGroupsRequest { AutoScalingGroupName = group, TargetGroupARNs = arns });

    private async Task Detach(string group, params List<string> arns) => await Client.DetachLoadBalancerTargetGroupsAsync(
        new DetachLoadBalancerTargetGroupsRequest { AutoScalingGroupName = group, TargetGroupARNs = arns });
}
