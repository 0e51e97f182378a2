using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

/// <summary>Every operation of Auto Scaling, from the first launch configuration to the last group.</summary>
internal static class Story
{
    public static async Task Tell(Walk walk, Access access)
    {
        using var ground = await Ground.Of(access);
        using var client = Impatience.AutoScaling(access with { Endpoint = walk.Relay.Url });
        List<string> targetGroups = [await TargetGroup(access, ground, "blue"), await TargetGroup(access, ground, "green")];
        Chapter[] chapters =
        [
            new LaunchConfigurations(walk, client, ground),
            new Groups(walk, client, ground, targetGroups),
            new Instances(walk, client, ground),
            new Policies(walk, client, ground),
            new Schedules(walk, client, ground),
            new Processes(walk, client, ground),
            new Tags(walk, client, ground),
            new Traffic(walk, client, ground, targetGroups),
            new Retries(walk, client, ground),
        ];
        foreach (var chapter in chapters)
            await chapter.Tell();
        foreach (var chapter in chapters)
            await chapter.Refuse();
    }

    private static async Task<string> TargetGroup(Access access, Ground ground, string name)
    {
        using var client = Impatience.LoadBalancing(access);
        var made = await client.CreateTargetGroupAsync(
            new CreateTargetGroupRequest { Name = name, Protocol = ProtocolEnum.HTTP, Port = 8080, VpcId = ground.Vpc });
        return made.TargetGroups.ShouldHaveSingleItem().TargetGroupArn;
    }
}
