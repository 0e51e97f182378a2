using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>One run at a time changes an environment: whoever wants to as well is told who does, waits, or takes over from one that stands still.</summary>
public sealed class TheLease(TheLease.Story story) : IClassFixture<TheLease.Story>
{
    [Fact]
    public async Task Rule_01_Should_Let_A_Run_That_Stood_Still_Write_Nothing_Any_More()
    {
        await story.Commits("feat: released by a computer that falls asleep");
        var first = await story.BeginsToDeploy();
        Narrator.Tell("When", "SIGSTOP to the first, until its lease has run out");
        await first.Freeze();

        var second = await story.Releases();
        second.Output.ShouldContain($"the lease was taken over from {story.Owner} (Release, run ");
        second.Output.ShouldContain("let it run out");
        var (since, live) = (await story.Now(), await story.Then.Live());

        Narrator.Tell("When", "SIGCONT to the first");
        await first.Thaw();
        await story.Ended(first);

        first.ExitCode.ShouldBe(1, first.Output);
        first.Output.ShouldContain("The lease of web in leased ran out at");
        first.Output.ShouldContain("Live traffic is untouched.");
        (await story.Then.WritesOf(first, since)).ShouldBeEmpty();
        (await story.Then.WritesOf(first)).ShouldNotBeEmpty("its calls are told from those of others by its run's id");
        (await story.Then.Live()).ShouldBe(live);
    }

    [Fact]
    public async Task Should_Say_Who_Changes_The_Environment_And_Since_When_Or_Wait_For_It()
    {
        await story.Commits("feat: released first");
        var first = story.Begins();
        await Eventually.Holds("the first to hold the lease", () => first.Ended || first.Output.Contains(" made on ", StringComparison.Ordinal));
        var newest = await story.Commits("feat: released meanwhile");
        var (refused, patient) = (story.Begins(), story.Begins("--wait-for-lease=3m"));
        await Task.WhenAll(new[] { first, refused, patient }.Select(story.Ended));

        (first.ExitCode, refused.ExitCode, patient.ExitCode).ShouldBe((0, 1, 0));
        refused.Output.ShouldMatch($@"Another run is changing web in leased: {story.Owner} \(Release, run [0-9-]+-{first.Id}-\S+\) since [0-9:]+, until [0-9:]+ UTC");
        refused.Output.ShouldContain("This run changed nothing.");
        (await story.Then.WritesOf(refused)).ShouldBeEmpty();
        patient.Output.ShouldMatch($@"Lease +waiting for {story.Owner} \(Release, run [0-9-]+-{first.Id}-");
        (await story.Then.Live()).Commit.ShouldBe(newest);

        var since = await story.Now();
        (await story.Releases()).Output.ShouldNotMatch(@"\bLease +", "who has nothing to write takes no lease");
        (await story.Then.Calls(since)).ShouldNotContain(call => call.Write);
        (await story.Then.HoldsNoLease()).ShouldBeTrue();
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("leased") { LeaseExpiry = 10, Watch = 1 }), IAsyncLifetime
    {
        public string Owner { get; } = $"{System.Environment.UserName}@{System.Environment.MachineName}";

        public async ValueTask InitializeAsync() => await Given.ALiveRelease("v1.0.0");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<string> Commits(string change) => Given.ACommit(change);

        public BundtRun Begins(params string[] options)
        {
            Narrator.Tell("When", $"beginning to release {string.Join(' ', options)}".TrimEnd());
            return Cloud.Start(["--target=Release", $"--env={Environment.Name}", .. options]);
        }

        /// <summary>Begins a release, up to where it waits for its new servers.</summary>
        public async Task<BundtRun> BeginsToDeploy()
        {
            var run = Begins();
            await Eventually.Holds("Deploy to wait", () => run.Ended || run.Output.Contains("is Pending", StringComparison.Ordinal));
            run.Ended.ShouldBeFalse(run.Output);
            return run;
        }

        public async Task<BundtRun> Releases()
        {
            var run = await When.Running("Release");
            run.ExitCode.ShouldBe(0, run.Output);
            return run;
        }

        public Task<BundtRun> Ended(BundtRun run) => When.Ended(run);

        public Task<long> Now() => Cloud.Now();
    }
}
