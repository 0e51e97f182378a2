using Bundt.Cloud.Checks;
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

    public static IReadOnlyList<Failure> All =>
    [
        Decided(Step, "a computer that cannot have a local cloud", () => RehearsalNeeds.Missing(
            ["unshare, useradd are missing", "The local cloud needs root, and anna is not: sudo asks for a password", "Packer is not installed: there is no 'packer' on PATH"])),
        new("a production that does not answer", Step, ground =>
        {
            ground.Traffic.Read().Returns<Domain.Traffic.Routing>(_ => throw new NoAnswer("AWS did not answer the call to find the load balancer shop-prod: nothing came back in time.", "Check network, endpoint and credentials, then run again."));
            return Facts(ground).Read(ground.Run);
        }) { Options = ["--target=Rehearse"] },
        Reading("a production in which nothing is live", [], "--target=Rehearse"),
        Reading("a production whose live group is the team's own", [Some.Group("1.4.2", 1, Some.Blue) with { Name = "shop-by-hand", Tags = new Dictionary<string, string>() }], "--target=Rehearse"),
        Reading("a rehearsal of what is live", [Some.Group("1.5.0", 1, Some.Blue)], "--target=Rehearse"),
        Reading("a rehearsal from and to the same release", [], "--target=Rehearse", "--from=1.5.0"),
        Reading("experiments with faults", [], "--target=Rehearse", "--faults=10"),
        new("two rehearsals at once", Step, ground =>
        {
            TwinHome home = new(ground.Run.Settings.Home, "prod");
            using (home.Claim())
                home.Claim().Dispose();
            return Task.CompletedTask;
        }) { Options = ["--target=Rehearse"] },
        new("a rehearsal that is interrupted", Step, async ground =>
        {
            ground.Stop();
            await new RehearsalStage(null!, null!, ground.Poll, ground.View).Under(ground.Run, Order(ground), (_, _) => Task.FromResult(Found()));
        }) { Options = ["--target=Rehearse"] },
        Decided(Step, "a rehearsal that finds what would hurt", () => Rehearse.Verdict("prod", Found(), "artifacts/prod/RUN/rehearsal.html")),
    ];

    private static Failure Reading(string situation, IReadOnlyList<ServerGroup> groups, params string[] options) => new(situation, Step, ground =>
    {
        ground.Traffic.Read().Returns(Some.Routing);
        ground.Groups.Fleet(Some.Routing).Returns(Some.Fleet([.. groups]));
        return Facts(ground).Read(ground.Run);
    })
    {
        Options = options,
    };

    private static RehearsalFacts Facts(Ground ground)
    {
        var source = Substitute.For<ISourceCode>();
        source.Head().Returns("abc");
        source.Tags().Returns([new SourceTag(new(1, 5, 0), "abc", IsAnnotated: true)]);
        source.Standing("abc", Arg.Any<CancellationToken>()).Returns(new Standing("abc", [], new BranchPosition("main", IsTip: true)));
        return new(new ProductionReader(null!, ground.Traffic, ground.Groups, new NetworkReader(null!, null!, null!)), new Selection(source), source);
    }

    private static RehearsalOrder Order(Ground ground) => new(
        new(1, 4, 2), new(1, 5, 0), Twin.Of(ground.Run.Environment, new(10, 1, 18000, new() { Blue = 18001, Green = 18002 }, RunsHooks: false, path => path)), TwinNetwork.Local);

    private static Rehearsal Found() => new();
}
