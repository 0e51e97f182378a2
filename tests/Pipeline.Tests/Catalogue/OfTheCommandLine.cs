using Bundt.Domain.Plans;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Planning;
using Bundt.Pipeline.Several;
using Bundt.Pipeline.Tests.Several;
using Bundt.View;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What is wrong with how a run is asked for.</summary>
internal static class OfTheCommandLine
{
    private static readonly ReleasePlan Plan = new()
    {
        Application = "shop",
        Environment = "prod",
        Release = "v1.5.0",
        Commit = "0123456789abcdef",
        Facts = [new("commit", "0123456789abcdef"), new("live server group", "shop-prod-v1-4-2-1")],
        Changes = [],
        Traffic = new("", ""),
        Capacity = new("", ""),
        Kept = [],
    };

    public static IReadOnlyList<Failure> All =>
    [
        Asked("a target that there is not", "--target=Relase"),
        Asked("an option that there is not", "--evn=prod"),
        Asked("a word that is no option", "production"),
        Asked("a target without its option", "Release"),
        Asked("an option without its value", "--env"),
        Asked("a value that is none of an option's", "--retest=yes"),
        Asked("an option twice", "--env=internal", "--env=prod"),
        Asked("a plan for less than a release", "--target=Deploy", "--plan=plan.json"),
        Asked("a comma too many between environments", "--env=internal,,prod"),
        Asked("an environment twice", "--env=prod,prod"),
        Asked("one plan for several environments", "--env=internal,prod", "--plan=plan.json"),
        Asked("the lease of several environments", "--env=internal,prod", "--target=Rollback", "--take-lease"),
        Asked("a release that is no version", "--release=1.4"),
        Asked("a rollback to what is no version", "--target=Rollback", "--to=yesterday"),
        Asked("a release and a bump", "--release=1.5.0", "--bump=minor"),
        Asked("a bump that there is not", "--bump=huge"),
        Asked("a release to go back to", "--to=1.4.2"),
        Asked("a status that is watched, of a release", "--watch"),
        Asked("a wait that is no duration", "--wait-for-lease=soon"),
        Asked("a seed that is no number", "--target=Chaos", "--seed=seven"),
        Asked("no experiment", "--target=Chaos", "--experiments=0"),
        Asked("a release that is only to be shown, by an option of other targets", "--dry-run"),
        Asked("a scale for a release", "--scale=0.5"),
        Asked("a rehearsal from what is no version", "--target=Rehearse", "--from=yesterday"),
        Asked("a rehearsal that is larger than production", "--target=Rehearse", "--scale=2"),
        Asked("a rehearsal under no load", "--target=Rehearse", "--load=0"),
        Asked("a rehearsal of what is no path", "--target=Rehearse", "--paths=cart"),
        Asked("no environment at a time", "--parallel=0", "--env=internal,prod"),
        Asked("the lease for a release", "--take-lease"),
        Asked("the lease of another run, for no reason", "--target=Unlock"),
        Asked("a reason for nothing", "--reason=it hangs"),
        Asked("a home that is not there", "--home=/there/is/none"),
        Early("a new environment without a region", ground =>
        {
            using var none = new WithoutVariables("AWS_REGION", "AWS_DEFAULT_REGION");
            _ = new RunSettings(CommandLine.Read(["--target=Init", "--env=white-label"], Targets.Names)).Environment;
        }),
        Early("a plan that is not there", ground => _ = new ReviewedPlan("plan.json", ground.Run.Settings)),
        Early("a plan that is none", ground => _ = new ReviewedPlan(ground.Folder.Write("plan.json", "{"), ground.Run.Settings)),
        Early("a plan for another environment", ground => _ = Reviewed(ground, Plan with { Environment = "internal" })),
        Early("a plan that does not fit any more", ground => Reviewed(ground, Plan).Demand(
            Plan with { Facts = [new("commit", "0123456789abcdef"), new("live server group", "shop-prod-v1-4-3-1"), new("target group web-prod-green", "1 server")] })),
        Several("several environments, of which some have no file", "--env=prod,internal,white-label"),
        new("several environments that no one image serves", null, ground =>
        {
            var environments = Path.Combine(ground.Run.Settings.Home.Team, "environments");
            File.WriteAllText(
                Path.Combine(environments, "internal.yaml"),
                File.ReadAllText(Path.Combine(environments, "prod.yaml")).Replace("name: shop\n", "name: stall\n", StringComparison.Ordinal));
            return Walk(ground, "--env=prod,internal");
        }),
    ];

    private static Failure Asked(string situation, params string[] arguments) => Early(situation, ground =>
        _ = new RunSettings(CommandLine.Read(arguments.Any(argument => argument.StartsWith("--home", StringComparison.Ordinal)) ? arguments : [.. arguments, $"--home={ground.Run.Settings.Home.Team}"], Targets.Names)));

    private static Failure Several(string situation, params string[] arguments) => new(situation, null, ground => Walk(ground, arguments));

    private static Task Walk(Ground ground, params string[] arguments)
    {
        var line = CommandLine.Read([.. arguments, $"--home={ground.Run.Settings.Home.Team}"], Targets.Names);
        return new SeveralEnvironments(line, new FakeRuns(), ground.Stopping, new(TextWriter.Null)).Run((_, _) => 0);
    }

    private static ReviewedPlan Reviewed(Ground ground, ReleasePlan plan) => new(ground.Folder.Write("plan.json", PlanFile.Write(plan)), ground.Run.Settings);
}
