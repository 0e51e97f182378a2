using System.Globalization;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>A release whose tests run in a container, by the Docker of this computer.</summary>
public sealed class ATestInAContainer(ATestInAContainer.Story story) : IClassFixture<ATestInAContainer.Story>
{
    [Fact]
    public async Task Should_Release_What_Has_Passed_Where_It_Could_Reach_Nothing()
    {
        var user = await Programs.Run("id", "-u");
        await story.Commits("feat: a version that passes", checks: "exit 0");

        var run = await story.Releases();

        run.Output.ShouldContain("| interfaces: lo\n");
        run.Output.ShouldContain("| this computer's local cloud: out of reach\n");
        run.Output.ShouldContain($"| user: {user}, in /checkout\n");
        run.Output.ShouldContain($"passed its tests in {Docker.Image}: 2 passed, 1 skipped");
        var results = story.Results(run).ShouldHaveSingleItem();
        (await Programs.Run("stat", "--format=%u", results)).ShouldBe(user);
        (await story.Then.Live()).Healthy.ShouldBe(2);
        (await Docker.Containers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Make_No_Tag_When_One_Test_Fails_And_Name_It()
    {
        await story.Commits("feat: a version that rounds prices", checks: "failed=\"<failure message='3, not 2'/>\"\nexit_code=1");
        var tags = await story.Tags();

        var run = await story.ReleasesInVain();

        run.Output.ShouldContain($"failed (sh checks.sh in {Docker.Image}, exit code 1): 1 passed, 1 failed, 1 skipped.");
        run.Output.ShouldContain("    FAILED shop.Prices.rounds: 3, not 2");
        run.Output.ShouldContain("There is no tag and no image. Live traffic is untouched.");
        (await story.Tags()).ShouldBe(tags);
        story.Results(run).ShouldHaveSingleItem();
        (await Docker.Containers()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Ctrl-C")]
    [InlineData("SIGTERM")]
    public async Task Should_Leave_No_Container_When_It_Is_Stopped(string how)
    {
        await story.Commits($"feat: a version whose tests hang until {how}", checks: "echo hanging; sleep 600");
        var tags = await story.Tags();
        var run = await story.Begins();

        await (how == "Ctrl-C" ? run.Interrupt() : run.Terminate());
        await story.When.Ended(run);

        run.ExitCode.ShouldNotBe(0);
        run.Output.ShouldContain("was stopped (SIG");
        (await Docker.Containers()).ShouldBeEmpty();
        (await story.Tags()).ShouldBe(tags);
    }

    [Fact]
    public async Task Should_Remove_The_Container_Of_A_Run_That_Was_Killed()
    {
        await story.Commits("feat: a version whose tests hang for ever", checks: "echo hanging; sleep 600");
        var run = await story.Begins();
        await run.Kill();
        var left = (await Docker.Containers()).ShouldHaveSingleItem();

        await story.Commits("fix: a version whose tests end", checks: "exit_code=1");
        (await story.ReleasesInVain()).Output.ShouldContain($"the container {left} removed: a run that was killed had left it");

        (await Docker.Containers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Say_That_Docker_Does_Not_Answer_And_Change_Nothing()
    {
        await story.Commits("feat: a version without a Docker", checks: "exit 0");
        var (tags, before) = (await story.Tags(), await story.Now());

        var run = await story.WithoutDocker();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain($"The tests are to run in the image {Docker.Image} (application.testIn), and Docker's daemon does not answer: Cannot connect to the Docker daemon at unix:///nowhere");
        run.Output.ShouldContain("Start it (systemctl start docker)");
        (await story.Tags()).ShouldBe(tags);
        (await story.Then.Calls(before)).ShouldNotContain(call => call.Write && call.Service != "s3");
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("boxed")
    {
        Application = "boxed",
        Test = "sh checks.sh",
        TestIn = $"{{ image: '{Docker.Image}', memory: 64m, cpus: 1, pids: 50 }}",
    }), IAsyncLifetime
    {
        // Three tests, the last of which fails when the commit says so.
        private const string Checks = """
            failed= exit_code=0
            echo "interfaces: $(ls /sys/class/net)"
            bash -c 'exec 3<>/dev/tcp/127.0.0.1/PORT' 2>/dev/null && reach=reached || reach='out of reach'
            echo "this computer's local cloud: $reach"
            echo "user: $(id -u), in $(pwd)"
            mkdir test-results
            report() {
              cat >test-results/all.xml <<end
            <testsuite name="shop">
              <testcase classname="shop.Cart" name="adds"/>
              <testcase classname="shop.Cart" name="forgets"><skipped/></testcase>
              <testcase classname="shop.Prices" name="rounds">$failed</testcase>
            </testsuite>
            end
            }
            trap report EXIT
            CHECKS
            exit $exit_code
            """;

        private string? _missing;

        public new When When => base.When;

        public async ValueTask InitializeAsync() => _missing = await Docker.Missing();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Commits a change, with tests that do something of their own at their end.</summary>
        public async Task Commits(string change, string checks)
        {
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            var clone = await Clone();
            await clone.Write("checks.sh", Checks.Replace("PORT", string.Create(CultureInfo.InvariantCulture, $"{Cloud.Endpoint.Port}"), StringComparison.Ordinal).Replace("CHECKS", checks, StringComparison.Ordinal));
            await Given.ACommit(change);
        }

        public Task<BundtRun> Releases() => When.Releasing();

        public Task<BundtRun> ReleasesInVain() => When.ReleasingInVain();

        public Task<long> Now() => Cloud.Now();

        /// <summary>Begins to release, as far as the tests, which hang.</summary>
        public async Task<BundtRun> Begins()
        {
            var run = When.BeginningToRelease();
            await Eventually.Holds("the tests to be under way", () => run.Ended || run.Output.Contains("| hanging", StringComparison.Ordinal));
            (await Docker.Containers()).ShouldHaveSingleItem();
            return run;
        }

        public Task<BundtRun> WithoutDocker() =>
            When.Ended(Cloud.StartThrough(["env", "DOCKER_HOST=unix:///nowhere"], "--target=Release", $"--env={Environment.Name}"));

        /// <summary>The tags, as the remote and the clone have them.</summary>
        public async Task<IReadOnlyList<string>> Tags() =>
            [.. await Then.Tags(), await Programs.RunIn(Path.Combine(Cloud.State, Environment.Application), "git", "tag")];

        /// <summary>The results of tests that a run has collected.</summary>
        public IReadOnlyList<string> Results(BundtRun run) =>
            [.. Directory.GetFiles(Path.Combine(Cloud.Home, "artifacts", Environment.Name), "all.xml", SearchOption.AllDirectories).Where(file => file.Contains($"-{run.Id}-", StringComparison.Ordinal) && !file.Contains("/source/", StringComparison.Ordinal))];

        private Task<Clone> Clone() => Cloud.Clone(Environment.Application, Environment.Name);
    }
}
