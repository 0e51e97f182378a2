using Bundt.Cloud.Experiments;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Steps;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can end an experiment on live servers.</summary>
internal static class OfChaos
{
    private static readonly ServerGroup Live = Some.Group("1.4.2", day: 2, on: Some.Blue) with
    {
        Servers = [.. Enumerable.Range(1, 2).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", Healthy: true))],
    };

    private static readonly Strike Strike = new(7, 1, ChaosKind.Deregister, Live.Name, 2, [Live.Servers[0]]) { Places = new Dictionary<string, int> { ["i-1"] = 1 } };

    private static readonly string[] Asked = ["--target=Chaos", "--seed=7"];

    public static IReadOnlyList<Failure> All =>
    [
        Early("an environment that never opted in", ground => _ = new RunSettings(CommandLine.Read(["--target=Chaos", "--env=prod", $"--home={ground.Run.Settings.Home.Team}"], Targets.Names)).Environment),
        Decided("Chaos", "a group that is not whole in time", () => new Experiment(
            1, 7, "terminate", "", "", "", default, 900, 9000, 12, "5 of 6 servers are in service; i-7 is Pending").Failure("shop-prod-v1-4-2-1", TimeSpan.FromMinutes(15))) with { Options = Asked },
        Striking("a strike that AWS refuses", strikes => strikes.Deregister(Some.Blue, "i-1").Returns(
            Task.FromException(new Problem("AWS refused to take i-1 out of web-prod-blue: AccessDenied: no.")))),
        Striking("a run that is stopped in an experiment", _ => { }, stops: true),
        Striking("a server that cannot be put back", strikes => strikes.Register(Some.Blue, "i-1").Returns(
            Task.FromException(new Problem("AWS refused to put i-1 into web-prod-blue: AccessDenied: no."))), stops: true),
        new("a fault that the local cloud does not know", "Chaos", async ground =>
        {
            await using var run = await ground.There("strikes");
            await run.Lease.Take();
            using var faults = new LocalFaults(() => new("eu-west-1", ground.Cloud.Endpoint, null, null), run.Guard);
            await faults.Arm(new("earthquake"));
        })
        {
            Options = Asked,
        },
        new("a local cloud that is gone when a fault is armed", "Chaos", async ground =>
        {
            await using var run = await ground.There("strikes-gone");
            await run.Lease.Take();
            using var faults = new LocalFaults(() => new("eu-west-1", new("http://127.0.0.1:1"), null, null), run.Guard);
            await faults.Arm(new("instanceDies"));
        })
        {
            Options = Asked,
        },
    ];

    private static Failure Striking(string situation, Action<IStrikes> goesWrong, bool stops = false) => new(situation, "Chaos", async ground =>
    {
        var (strikes, prober) = (Substitute.For<IStrikes>(), Substitute.For<IProber>());
        prober.Send(default!, default).ReturnsForAnyArgs(new Probe(200, "1.4.2", "abc", "i-2", null, TimeSpan.FromMilliseconds(5)));
        goesWrong(strikes);
        ground.Groups.Find(Live.Name).Returns(Live);
        ground.Traffic.Health(Some.Blue).Returns([new TargetHealth("i-1", "draining", null, null), new TargetHealth("i-2", "healthy", null, null)]);
        ground.Settings("retain: 5", "retain: 5\nchaos: { hours: \"00:00-24:00\" }");
        if (stops)
            ground.Stop();
        var striking = new Bundt.Pipeline.Steps.Striking(strikes, TimeProvider.System);
        var whole = new WholeAgain(ground.Groups, ground.Traffic, striking, ground.Poll, ground.View);
        await new Experimenting(striking, whole, new(prober, ground.Poll, TimeProvider.System), TimeProvider.System, ground.View)
            .Make(Strike, new(Strike, new(Live, Some.Blue, Live.Servers), Some.Routing, null, ChaosGate.Obstacle.Lasting), ground.Run);
    })
    {
        Options = Asked,
    };
}
