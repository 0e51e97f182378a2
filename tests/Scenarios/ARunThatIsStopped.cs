using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Ctrl-C and SIGTERM while a release goes on: it stops at a safe point and says in what state things are; the next run goes on from there.</summary>
public sealed class ARunThatIsStopped(ARunThatIsStopped.Story story) : IClassFixture<ARunThatIsStopped.Story>
{
    [Fact]
    public async Task Should_Leave_The_New_Group_To_The_Next_Run_When_Stopped_While_It_Launches()
    {
        var before = await story.Then.Live();
        var run = await story.Stops("feat: called off while it launches", "is Pending", run => run.Interrupt());

        run.Output.ShouldContain("Deploy was stopped (SIGINT).");
        run.Output.ShouldContain("Live traffic is untouched. web-halts-v");
        run.Output.ShouldContain("stays, and ends by itself at its deadline unless a run goes on with it.");
        (await story.Then.HoldsNoLease()).ShouldBeTrue();
        (await story.Then.Live()).ShouldBe(before);
        var begun = (await story.Then.Status()).Groups.Where(group => group.State == "idle").ShouldHaveSingleItem();

        await story.Releases();

        (await story.Then.Live()).Name.ShouldBe(begun.Name);
        (await story.Then.Deadlines()).ShouldBe([before.Name]);
    }

    [Fact]
    public async Task Rule_19_Should_Take_Traffic_Back_When_Stopped_In_The_Watch()
    {
        var (before, listener) = (await story.Then.Live(), await story.Then.LiveActions());
        var run = await story.Stops("feat: called off while it is watched", "watching for", run => run.Terminate());

        run.Output.ShouldContain("The run was stopped during the swap.");
        run.Output.ShouldContain($"Traffic is back on {before.Name}, exactly as before.");
        (await story.Then.HoldsNoLease()).ShouldBeTrue();
        (await story.Then.LiveActions()).ShouldBe(listener);
        (await story.Then.Live()).Name.ShouldBe(before.Name);
    }

    [Fact]
    public async Task Should_End_At_Once_When_Told_Twice_While_Packer_Goes_On_Cleaning_Up()
    {
        var images = (await story.Then.Images()).Count;
        var run = await story.Stops("feat: called off twice", "Connected to SSH", async run =>
        {
            await run.Interrupt();
            await Eventually.Holds("the first to be heard", () => run.Ended || run.Output.Contains("once more ends it at once", StringComparison.Ordinal));
            await run.Interrupt();
        });

        run.Output.ShouldContain("Ended at once (SIGINT).");
        await Eventually.Holds("Packer to clean up", async () => (await story.Then.BakeRemains()).Count == 0);
        (await story.Then.Images()).Count.ShouldBe(images);
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("halts") { Watch = 6, LeaseExpiry = 10 }), IAsyncLifetime
    {
        public async ValueTask InitializeAsync() => await Given.ALiveRelease("v1.0.0");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Releases a change, and stops that as soon as it has said something.</summary>
        public async Task<BundtRun> Stops(string change, string said, Func<BundtRun, Task> stop)
        {
            await Given.ACommit(change);
            var run = When.BeginningToRelease();
            await Eventually.Holds(said, () => run.Ended || run.Output.Contains(said, StringComparison.Ordinal));
            Narrator.Tell("When", "it is stopped");
            await stop(run);
            await When.Ended(run);
            run.ExitCode.ShouldNotBe(0, run.Output);
            run.Output.ShouldNotContain("A task was canceled");
            return run;
        }

        public Task<BundtRun> Releases() => When.Releasing();
    }
}
