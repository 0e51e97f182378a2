using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Runs that are killed half-way, and answers of AWS that never arrive: the next run goes on from there.</summary>
public sealed class ARunThatDies(ARunThatDies.Story story) : IClassFixture<ARunThatDies.Story>
{
    [Theory]
    [InlineData("CreateLaunchTemplate", "CreateAutoScalingGroup")]
    [InlineData("CreateAutoScalingGroup", "PutScheduledUpdateGroupAction")]
    [InlineData("ModifyListener", null)]
    public Task Rule_04_Should_End_With_Exactly_One_Of_Each_After_A_Run_Was_Killed(string after, string? before) => story.Tell(
        $"feat: a release that dies after {after}", async (given, when) =>
        {
            var since = await story.Now();
            if (before is not null)
                await given.AFault("latency", before, seconds: 3);
            var run = when.BeginningToRelease();
            await Eventually.Holds(after, async () => run.Ended || (await story.Then.Calls(since)).Any(call => call.Action == after));
            Narrator.Tell("When", $"SIGKILL right after {after}");
            await run.Kill();
            run.Output.ShouldNotContain("is live in");
        });

    [Fact]
    public Task Rule_04_Should_End_With_Exactly_One_Of_Each_When_Answers_Are_Lost() => story.Tell(
        "feat: a release whose answers are lost", async (given, _) =>
        {
            await given.AFault("lostAnswer", "CreateLaunchTemplate");
            await given.AFault("lostAnswer", "CreateAutoScalingGroup");
            await given.AFault("lostAnswer", "ModifyListener");
        });

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("dies") { LeaseExpiry = 10 }), IAsyncLifetime
    {
        public async ValueTask InitializeAsync() => await Given.ALiveRelease("v1.0.0");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<long> Now() => Cloud.Now();

        /// <summary>Releases a change that has bad luck at first.</summary>
        public async Task Tell(string change, Func<Given, When, Task> accident)
        {
            var commit = await Given.ACommit(change);
            var before = await Then.Live();
            await accident(Given, When);
            await When.Releasing();

            var status = await Then.Status();
            (status.Live!.Commit, status.Live.Healthy).ShouldBe((commit, 2));
            status.Groups.Where(group => group.State == "warm").ShouldHaveSingleItem().Name.ShouldBe(before.Name);
            status.Groups.Where(group => group.State is not ("live" or "warm")).ShouldAllBe(group => group.State == "retired" && group.Desired == 0);
            (await Then.Version()).Commit.ShouldBe(commit);

            var group = (await Then.ScalingGroups()).Where(group => group.Tags.Exists(tag => tag.Value == commit)).ShouldHaveSingleItem();
            (await Then.LaunchTemplates()).Where(name => name.StartsWith(group.AutoScalingGroupName[..^1], StringComparison.Ordinal)).ShouldBe([group.AutoScalingGroupName]);
            (await Then.Images()).Where(image => image.Tags.Exists(tag => tag.Value == commit)).ShouldHaveSingleItem();
            (await Then.BakeRemains()).ShouldBeEmpty();
            group.MinSize.ShouldBe(2);
            (await Then.Deadlines()).ShouldBe([before.Name], "only the warm group has a deadline");

            var since = await Cloud.Now();
            await When.Releasing();
            (await Then.Calls(since)).Where(call => call.Write).Select(call => call.Action).ShouldBeEmpty();
        }
    }
}
