using Bundt.Cloud;
using Bundt.Cloud.Checks;
using Bundt.Cloud.Local;
using Bundt.Cloud.Rehearsals;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;
using Bundt.Pipeline.Rehearsals;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can be wrong with a rehearsal, and what one finds.</summary>
internal static class OfTheRehearsal
{
    private const string Step = nameof(Rehearse);

    private static readonly string[] Rehearsing = ["--target=Rehearse"];

    public static IReadOnlyList<Failure> All =>
    [
        Decided(Step, "a computer that cannot have a local cloud", () => RehearsalNeeds.Missing(
            ["unshare, useradd are missing", "Packer is not installed: there is no 'packer' on PATH"])),
        new("a production that does not answer", Step, ground => Read(ground, () => throw new NoAnswer(
            "AWS did not answer the call to find the load balancer shop-prod: nothing came back in time.", "Check network, endpoint and credentials, then run again.", new TimeoutException()))) { Options = Rehearsing },
        Reading("a production in which nothing is live", [], Rehearsing),
        Reading("a production whose live group is the team's own", [Some.Group("1.4.2", 1, Some.Blue) with { Name = "shop-by-hand", Tags = new Dictionary<string, string>() }], Rehearsing),
        Reading("a rehearsal of what is live", [Some.Group("1.5.0", 1, Some.Blue)], Rehearsing),
        Reading("a rehearsal from and to the same release", [], "--target=Rehearse", "--from=1.5.0"),
        new("two rehearsals at once", Step, ground =>
        {
            TwinHome home = new(ground.Run.Settings.Home, "prod");
            using (home.Claim())
                home.Claim().Dispose();
            return Task.CompletedTask;
        }) { Options = Rehearsing },
        new("an earlier rehearsal that cannot be removed", Step, async ground =>
        {
            var home = new Home(ground.Folder.Path, ground.Folder.Path);
            Directory.CreateDirectory(Path.Combine(home.Local, "rehearsals"));
            // Which no rm removes, whoever asks.
            await new TwinHome(home, ".").Remove(Ground.Cancelled);
        }) { Options = Rehearsing },
        new("a rehearsal that is interrupted", Step, async ground =>
        {
            ground.Stop();
            await new RehearsalStage(null!, null!, ground.Poll, ground.View).Under(ground.Run, Order(ground), (_, _) => Task.FromResult(Found(ground)));
        }) { Options = Rehearsing },
        new("a rehearsal that finds what would hurt", Step, ground => throw RehearsalVerdict.Of(Found(ground), "artifacts/prod/RUN/rehearsal.html")!) { Options = Rehearsing },
    ];

    private static Failure Reading(string situation, IReadOnlyList<ServerGroup> groups, params string[] options) =>
        new(situation, Step, ground => Read(ground, () => Some.Fleet([.. groups]))) { Options = options };

    // The account is a real one, and the network as it is there.
    private static async Task Read(Ground ground, Func<Fleet> fleet)
    {
        await using var run = await ground.There("rehearsed");
        var environment = await Cloud.Tests.Runs.ARun.Environment(ground.Cloud, "rehearsed");
        ground.Traffic.Read().Returns(Some.Routing);
        ground.Groups.Fleet(Some.Routing).Returns(_ => fleet());
        var source = Substitute.For<ISourceCode>();
        source.Head().Returns("0123456789abcdef");
        source.Tags().Returns([new SourceTag(new(1, 5, 0), "0123456789abcdef", IsAnnotated: true)]);
        source.Standing("0123456789abcdef", Arg.Any<CancellationToken>()).Returns(new Standing("origin", new("origin/main", 0, 0), [], null));
        NetworkReader network = new(run.Aws, () => environment, new(run.Aws, () => environment));
        await new RehearsalFacts(new(run.Account, ground.Traffic, ground.Groups, network), new(source), source).Read(ground.Run);
    }

    private static RehearsalOrder Order(Ground ground) => new(new(1, 4, 2), new(1, 5, 0), ATwin(ground), TwinNetwork.Local);

    private static Twin ATwin(Ground ground) => Twin.Of(ground.Run.Environment, new(10, 1, 18000, new() { Blue = 18001, Green = 18002 }, RunsHooks: false, StrikesServers: false, path => path));

    private static Rehearsal Found(Ground ground) => new()
    {
        Application = "shop",
        Environment = "prod",
        Run = "run",
        Owner = "anna@ci",
        Begun = DateTimeOffset.UnixEpoch,
        Old = "1.4.2",
        New = "1.5.0",
        Warm = TimeSpan.FromHours(4),
        Twin = ATwin(ground),
        Network = TwinNetwork.Local with { TargetGroups = new() { Blue = TargetGroupSettings.Local with { Delay = 0 }, Green = TargetGroupSettings.Local with { Delay = 0 } } },
        PerSecond = 50,
        Phases = [new(PhaseKind.ScaleIn, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)) { From = "1.4.2", To = "1.4.2", Needed = 3 }],
        Requests =
        [
            new(TimeSpan.FromSeconds(8), "/report", 200, null, null, TimeSpan.FromSeconds(4)),
            new(TimeSpan.FromSeconds(9), "/report", null, null, "gave no answer: Connection reset by peer", TimeSpan.FromSeconds(2)),
        ],
    };
}
