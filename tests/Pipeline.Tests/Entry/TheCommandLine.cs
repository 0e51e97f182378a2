using Bundt.Domain;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Tests.Architecture;
using Cake.Frosting;

namespace Bundt.Pipeline.Tests.Entry;

public sealed class TheCommandLine
{
    private static readonly string Known = string.Join(", ", Targets.Names);

    public static TheoryData<string, string, string?> Mistakes => new()
    {
        { "--target=Relaese", "There is no target 'Relaese'.", $"Choose one of {Known}." },
        { "--target Relaese", "There is no target 'Relaese'.", $"Choose one of {Known}." },
        { "--target=Release;Prune", "There is no target 'Release;Prune'.", $"Choose one of {Known}." },
        { "Release", "'Release' is not an option.", "A target is named with --target=Release." },
        { "prod", "'prod' is not an option.", "Options begin with --; --help lists them." },
        { "--retest prod", "'prod' is not an option.", "Options begin with --; --help lists them." },
        { "--evn=prod", "There is no option '--evn'.", $"There are {string.Join(", ", Option.All.Select(option => $"--{option.Name}"))}." },
        { "-x", "There is no option '-x'.", $"There are {string.Join(", ", Option.All.Select(option => $"--{option.Name}"))}." },
        { "--env", "--env needs a value: --env=NAME, where to: the environment file NAME.yaml, or several: NAME,NAME; local without it.", null },
        { "--env=", "--env needs a value: --env=NAME, where to: the environment file NAME.yaml, or several: NAME,NAME; local without it.", null },
        { "--env --retest", "--env needs a value: --env=NAME, where to: the environment file NAME.yaml, or several: NAME,NAME; local without it.", null },
        { "--retest=yes", "--retest takes no value, and was given 'yes'.", null },
        { "--env=prod --env=internal", "--env was given 2 times: prod, internal.", "Give it once." },
        { "--env=prod,", "--env=prod,: a name is missing.", "Separate the names by commas alone, as in --env=internal,prod." },
        { "--env=prod,internal,prod", "--env=prod,internal,prod names prod 2 times.", "Name each environment once." },
        { "--env=prod,internal --plan=plan.json", "A plan is of one environment, and --env names several.", "Carry each plan out by itself: --env=NAME --plan=FILE." },
        { "--env=prod,internal --target=Rollback --take-lease", "A lease is taken from one run that hangs, and --env names several environments.", "Name the environment whose lease it is." },
        { "--env=prod,internal --target=Unlock --reason=hangs", "A lease is taken from one run that hangs, and --env names several environments.", "Name the environment whose lease it is." },
        { "--parallel=0", "--parallel=0: expected a number of environments, from 1 on.", null },
        { "--parallel=all", "--parallel=all: expected a number of environments, from 1 on.", null },
        { "--bump=huge", "--bump=huge: expected one of patch, minor, major.", null },
        { "--format=xml", "--format=xml: expected one of text, json.", null },
        { "--verbosity=loud", "--verbosity=loud: expected one of quiet, minimal, normal, verbose, diagnostic.", null },
        { "--release=1.4", "--release=1.4: expected a version such as 1.4.2 or v1.4.2.", null },
        { "--release=1.4.2 --bump=major", "--release=1.4.2 and --bump=major contradict each other.", "Name the version, or how far to raise it." },
        { "--home=/nowhere/at/all", "--home=/nowhere/at/all: there is no such folder.", "Name the folder that holds your environments/." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Should_Refuse_Before_Anything_Begins(string arguments, string told, string? next)
    {
        var problem = Should.Throw<Problem>(() => new RunSettings(Read(arguments)));

        (problem.What, problem.State, problem.Next).ShouldBe((told, "Nothing was changed.", next));
    }

    [Theory]
    [InlineData("", "Release", null)]
    [InlineData("--target=status --env=prod", "status", "prod")]
    [InlineData("-t Status --env prod", "Status", "prod")]
    [InlineData("--target:Status --env:prod", "Status", "prod")]
    [InlineData("--retest -e --target=Prune", "Prune", null)]
    public void Should_Take_Every_Way_Of_Writing_That_Cake_Takes(string arguments, string target, string? environment)
    {
        var line = Read(arguments);

        line.Targets.ShouldBe([target]);
        line["env"].ShouldBe(environment);
    }

    [Fact]
    public void Should_Take_Several_Environments()
    {
        Read("").Environments.ShouldBe(["local"]);
        Read("--env=prod").Environments.ShouldBe(["prod"]);
        Read("--env=internal,prod").Environments.ShouldBe(["internal", "prod"]);
    }

    [Theory]
    [InlineData("--target=Rollback --take-lease", true)]
    [InlineData("--target=Abort --take-lease", true)]
    [InlineData("--target=Rollback", false)]
    public void Rule_23_Should_Take_The_Lease_From_A_Hung_Run_When_It_Is_Told_To(string arguments, bool takes) =>
        new RunSettings(Read($"--env=prod {arguments}")).TakesLease.ShouldBe(takes);

    [Fact]
    public void Should_Tell_A_Run_From_An_Explanation()
    {
        Read("--target=Status").Runs.ShouldBeTrue();
        foreach (var option in new[] { "--help", "-h", "--tree", "--description", "--dryrun", "--version", "--info" })
            Read(option).Runs.ShouldBeFalse(option);
    }

    [Fact]
    public void Should_Hand_Cake_The_Default_Target_And_Nothing_Else()
    {
        Read("--env=prod").ForCake().ShouldBe(["--env=prod", "--target=Release"]);
        Read("-t Status").ForCake().ShouldBe(["--target=Status"]);
    }

    [Fact]
    public void Should_Know_The_Targets_That_Cake_Finds() => House.Pipeline.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFrostingTask))).Select(type => type.Name)
        .ShouldBe(Targets.Names, ignoreOrder: true);

    private static CommandLine Read(string arguments) => CommandLine.Read(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), Targets.Names);
}
