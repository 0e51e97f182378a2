using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can be wrong with new servers: Deploy and Verify.</summary>
internal static class OfTheServers
{
    private static readonly ServerGroup Live = Some.Group("1.4.2", day: 2, on: Some.Blue);
    private static readonly ServerGroup Next = Some.Group("1.5.0", day: 3, on: Some.Green) with
    {
        Min = 3,
        Max = 12,
        Desired = 3,
        Servers = [.. Enumerable.Range(1, 3).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", Healthy: true, new("ami-1")))],
    };

    public static IReadOnlyList<Failure> All =>
    [
        new("a release that traffic was taken back from", "Deploy", ground =>
        {
            var back = Next with { Tags = new Dictionary<string, string>(Next.Tags) { [Names.RolledBack] = "by a watch" } };
            ground.Groups.Fleet(Arg.Any<Routing>()).Returns(Some.Fleet(Live, back));
            return new Deploy(ground.Groups, ground.Traffic, null!, null!, ground.View).RunAsync(ground.Run);
        }),
        Decided("Deploy", "a live group that has outgrown the file", () => Capacity.Choose(new() { Max = 12, Subnets = [], SecurityGroups = [] }, Live with { Desired = 13 })),
        Decided("Deploy", "live traffic that goes elsewhere", () => (Some.Routing with { Weights = new Dictionary<string, int> { ["arn:elsewhere"] = 1 } }).Live),
        new("a group of somebody else's where the new one is to be", "Deploy", ground =>
            new Vacancy(ground.Groups, ground.Traffic, ground.Poll, ground.View).Make(
                Some.Fleet(Live, Next with { Name = "legacy", Tags = new Dictionary<string, string>() }), null, ground.Run)),
        Arriving("servers that do not become healthy", ground => ground.Traffic.Health(Some.Green).Returns([new TargetHealth("i-1", "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [503]")])),
        Arriving("servers that do not become healthy, and a scaling activity that says why", ground =>
        {
            ground.Traffic.Health(Some.Green).Returns([]);
            ground.Groups.Failures(Next.Name).Returns(["We currently do not have sufficient t3.medium capacity in the Availability Zone you requested (eu-west-1a)."]);
        }),
        Arriving("servers that AWS cannot launch", ground =>
        {
            ground.Groups.Find(Next.Name).Returns(Next with { Servers = [] });
            ground.Groups.Failures(Next.Name).Returns(["You've reached your quota for maximum On-Demand instances (VcpuLimitExceeded)."]);
        }),
        Arriving("servers that are kept to be looked at", ground => ground.Traffic.Health(Some.Green).Returns([])) with { Options = ["--keep-failed"] },
        new("a wait in which nothing is seen", "Deploy", async ground =>
            await ground.Poll.Until("web-prod-green to be empty", async stop =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                return null;
            }, TimeSpan.FromMilliseconds(600), Ground.Cancelled)),
        Arriving("a group that is gone", ground => ground.Groups.Find(Next.Name).Returns((ServerGroup?)null)),
        Arriving("AWS that stops answering meanwhile", ground => ground.Groups.Find(Next.Name).Returns<ServerGroup?>(_ => throw new NoAnswer("AWS did not answer the call to look at the server group: nothing came back in time.", "Check network, endpoint and credentials, then run again.", new TimeoutException()))),
        Arriving("a run that is stopped while servers start", ground => ground.Traffic.Health(Some.Green).Returns(_ =>
        {
            ground.Stop();
            return [];
        })),
        Arriving("a run that is stopped while it looks at servers that are live", ground =>
        {
            ground.Traffic.Health(Some.Blue).Returns(_ =>
            {
                ground.Stop();
                return [];
            });
            ground.Groups.Find(Live.Name).Returns(Live);
        }, Live),
        Verifying("new servers that are gone", Some.Fleet(Live)),
        Verifying("new servers that are attached to nothing", Some.Fleet(Live, Next with { TargetGroups = [] })),
        Verifying("new servers that answer as another version", Some.Fleet(Live, Next), "9.9.9"),
        Verifying("new servers that cannot be judged", Some.Fleet(Live, Next), "1.5.0"),
        Verifying("new servers that cannot be judged, while live traffic is divided", new(
            [Live, Next with { Tags = new Dictionary<string, string>(Next.Tags) { [Names.Replaces] = Live.Name } }], Some.Routing with { Weights = new Dictionary<string, int> { [Some.Blue.Arn] = 90, [Some.Green.Arn] = 10 } }), "1.5.0"),
        new("a request of verify.requests without a path of JSON", "Verify", async ground =>
        {
            using var requester = new Requester();
            await requester.Ask(ground.Cloud.Endpoint, new() { Path = "/_local/health", Json = new Dictionary<string, string> { ["$.nodes["] = "a" } }, Ground.Cancelled);
        }),
    ];

    private static Failure Arriving(string situation, Action<Ground> found, ServerGroup? which = null) => new(situation, "Deploy", ground =>
    {
        var group = which ?? Next;
        ground.Settings("window: 30s, timeout: 10m", "window: 0s, timeout: 1s");
        ground.Run.Release = ground.Run.Release.InImage(new("ami-1"));
        ground.Groups.Failures(Arg.Any<string>()).Returns([]);
        ground.Groups.Fittings(Arg.Any<ServerGroup>()).Returns(Fittings.Of(ground.Run.Environment.Servers));
        ground.Groups.Find(group.Name).Returns(group);
        found(ground);
        var health = new Health(ground.Groups, ground.Traffic, ground.Poll, TimeProvider.System, ground.View);
        return new Arrival(new(ground.Groups, ground.Poll, ground.View) { Patience = TimeSpan.FromSeconds(1) }, health, new(ground.Groups, ground.Traffic, ground.View)).Wait(ground.Run, Some.Fleet(Live, Next), group.Name, 3);
    });

    private static Failure Verifying(string situation, Fleet fleet, string answers = "1.5.0") => new(situation, "Verify", ground =>
    {
        ground.Run.Release = ground.Run.Release.DeployedTo(Next.Name);
        ground.Traffic.Read().Returns(fleet.Routing);
        ground.Groups.Fleet(Arg.Any<Routing>()).Returns(fleet);
        ground.Groups.Find(Next.Name).Returns(Next);
        ground.Groups.Failures(Next.Name).Returns([]);
        ground.Traffic.Health(Some.Green).Returns([]);
        var prober = Substitute.For<IProber>();
        prober.Send(Some.Green.Preview, Arg.Any<CancellationToken>()).Returns(new Probe(200, answers, ground.Run.Release.Commit, Server: null, null, TimeSpan.Zero));
        var inspection = new Inspection(new(prober, ground.Poll, TimeProvider.System), null!, null!, ground.View);
        return new Verify(ground.Groups, ground.Traffic, inspection, new(ground.Groups, ground.Traffic, ground.View), ground.View).RunAsync(ground.Run);
    });
}
