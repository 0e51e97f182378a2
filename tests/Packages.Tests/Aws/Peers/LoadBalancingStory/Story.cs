namespace Bundt.Packages.Tests.Aws.Peers.LoadBalancingStory;

/// <summary>Every operation of Elastic Load Balancing, from the first load balancer to the last tag.</summary>
internal static class Story
{
    public static async Task Tell(Walk walk, Access access)
    {
        using var ground = await Ground.Of(access);
        using var client = Impatience.LoadBalancing(access with { Endpoint = walk.Relay.Url });
        Chapter[] chapters =
        [
            new LoadBalancers(walk, client, ground),
            new TargetGroups(walk, client, ground),
            new Listeners(walk, client, ground),
            new Rules(walk, client, ground),
            new Registrations(walk, client, ground),
            new Tags(walk, client, ground),
            new Retries(walk, client, ground),
        ];
        foreach (var chapter in chapters)
            await chapter.Tell();
        foreach (var chapter in chapters)
            await chapter.Refuse();
    }
}
