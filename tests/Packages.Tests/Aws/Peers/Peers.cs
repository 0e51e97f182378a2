using Bundt.LocalCloud.Tests;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>Both stories told once to both servers, all at the same time; the tests look at what was found.</summary>
public sealed class Peers : IAsyncLifetime
{
    public const string LocalCloud = "local cloud";
    public const string Moto = "moto";
    public const string AutoScaling = "AutoScaling";
    public const string LoadBalancing = "ElasticLoadBalancingV2";

    private readonly List<Walk> _walks = [];

    internal Walk Of(string peer, string service) => _walks.Single(walk => walk.Peer == peer && walk.Service == service);

    public async ValueTask InitializeAsync()
    {
        try
        {
            await Task.WhenAll(TellLocalCloud(), TellMoto());
        }
        finally
        {
            Console.WriteLine(Matrix.Of(_walks));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task TellLocalCloud()
    {
        await using var cloud = new RunningCloud();
        await cloud.InitializeAsync();
        await Tell(LocalCloud, new Access(cloud.Endpoint, cloud.Keys.AccessKeyId, cloud.Keys.SecretAccessKey, ""), []);
    }

    private async Task TellMoto()
    {
        if (!MotoServer.Installed)
            return;
        await using var moto = await MotoServer.Start();
        await Tell(Moto, new Access(moto.Endpoint, "AKIDEXAMPLE", "secret", ""), KnownDeviations.OfMoto);
    }

    // Each story has a region for itself, so that none finds what another made.
    private async Task Tell(string peer, Access access, IReadOnlyList<Deviation> known)
    {
        await using var first = await Relay.Start(access.Endpoint);
        await using var second = await Relay.Start(access.Endpoint);
        var (groups, balancers) = (new Walk(AutoScaling, peer, first, known), new Walk(LoadBalancing, peer, second, known));
        lock (_walks)
            _walks.AddRange(groups, balancers);
        await Task.WhenAll(
            AutoScalingStory.Story.Tell(groups, access with { Region = "eu-west-1" }),
            LoadBalancingStory.Story.Tell(balancers, access with { Region = "eu-central-1" }));
    }
}
