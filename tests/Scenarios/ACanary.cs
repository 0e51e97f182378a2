using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Releases in three steps while 100 requests a second arrive: one that goes well, one whose run is killed after the first step, and one
/// whose program turns bad three seconds after it.
/// </summary>
public sealed class ACanary(ACanary.Story story) : IClassFixture<ACanary.Story>
{
    private static readonly string[] Steps = ["10", "50", "1"];

    [Fact]
    public void Should_Drop_No_Request()
    {
        story.Undisturbed.Load.Failures.ShouldBeEmpty();
        story.Undisturbed.Load.Last.ShouldBe("2.0.0");
        story.Undisturbed.Status.Live!.Release.ShouldBe("v2.0.0");
    }

    [Fact]
    public void Rule_17_Should_Make_One_Modification_A_Step_And_End_With_One_Target_Group() => ShouldHaveMadeTheSteps(story.Undisturbed);

    [Fact]
    public void Rule_16_Should_Always_Have_Each_Groups_Share_Of_Healthy_Servers()
    {
        var seen = story.Undisturbed.Health.Concat(story.Killed.Health).ToList();

        seen.Select(sample => sample.Percent).Distinct().ShouldBe([100, 90, 10, 50], ignoreOrder: true);
        seen.ShouldAllBe(sample => sample.Healthy >= Math.Ceiling(2 * sample.Percent / 100.0));
    }

    [Fact]
    public void Should_Find_Traffic_Divided_After_A_Run_Was_Killed()
    {
        story.Divided.Groups.Where(group => group.Traffic > 0).Select(group => (group.Release, group.State, group.Traffic))
            .ShouldBe([("v3.0.0", "canary", 10), ("v2.0.0", "live", 90)]);
        story.Divided.Live!.Release.ShouldBe("v2.0.0");
    }

    [Fact]
    public void Should_Release_Nothing_Else_Meanwhile()
    {
        story.OtherRelease.Output.ShouldContain("Live traffic is divided: 10 % go to web-canary-v3-0-0-1 and 90 % to web-canary-v2-0-0-1.");
        story.OtherRelease.Output.ShouldContain("--target=Release --release=3.0.0 goes on; --target=Rollback takes it all back");
    }

    [Fact]
    public void Should_Go_On_After_It_Was_Killed_Without_Dropping_A_Request()
    {
        story.Killed.Load.Failures.ShouldBeEmpty();
        story.Killed.Status.Live!.Release.ShouldBe("v3.0.0");
        story.GoingOn.Output.ShouldContain("goes on to take over from web-canary-v2-0-0-1: it has 10 % of live traffic already");
        ShouldHaveMadeTheSteps(story.Killed);
    }

    [Fact]
    public void Rule_19_Should_Take_Traffic_Back_From_A_Program_That_Turns_Bad()
    {
        story.Bad.Output.ShouldContain("Live traffic went wrong at 10 %");
        story.Bad.Output.ShouldMatch(@"Traffic is back on web-canary-v3-0-0-1, exactly as before\. That took [0-9.]+ s from the first sign on; [0-9]+ of [0-9]+ probes of live traffic failed\.");
        story.ActionsAfterwards.ShouldBe(story.ActionsBefore);
        story.Returned.Status.Live!.Release.ShouldBe("v3.0.0");
        Modifications(story.Returned).Count.ShouldBe(2);
    }

    [Fact]
    public void Rule_19_Should_Let_Few_Meet_It_And_Nobody_Afterwards()
    {
        var load = story.Returned.Load;

        // None, where it is noticed before anybody has met it.
        load.Failed.ShouldBeLessThan(load.Sent / 10);
        load.After(story.Returned.Ended).ShouldAllBe(answer => answer.Failure == null && answer.Version == "3.0.0");
    }

    [Fact]
    public void Rule_22_Should_Take_All_Of_A_Divided_Traffic_Back()
    {
        story.GivingUp.Output.ShouldContain("v3.0.0 is live in canary again");
        story.GivenUp.Groups.Where(group => group.Traffic > 0).Select(group => (group.Release, group.State, group.Traffic)).ShouldBe([("v3.0.0", "live", 100)]);
    }

    private static void ShouldHaveMadeTheSteps(UnderLoad release) => Modifications(release)
        .Select(call => call.Parameters["DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.Weight"]).ShouldBe(Steps);

    private static List<RecordedCall> Modifications(UnderLoad release) => [.. release.Calls.Where(call => call.Action is "ModifyListener" or "ModifyRule")];

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("canary") { LeaseExpiry = 10, Canary = "{ steps: [10, 50, 100], pause: 2s }" }), IAsyncLifetime
    {
        public UnderLoad Undisturbed { get; private set; } = null!;

        public UnderLoad Killed { get; private set; } = null!;

        public UnderLoad Returned { get; private set; } = null!;

        public Status Divided { get; private set; } = null!;

        public BundtRun OtherRelease { get; private set; } = null!;

        public BundtRun GoingOn { get; private set; } = null!;

        public BundtRun GivingUp { get; private set; } = null!;

        public Status GivenUp { get; private set; } = null!;

        public BundtRun Bad { get; private set; } = null!;

        public string ActionsBefore { get; private set; } = "";

        public string ActionsAfterwards { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Given.ALiveRelease("v1.0.0");
            await Given.ACommit("feat: something that moves in steps");
            Undisturbed = await Under(100, _ => When.Releasing("v2.0.0"));

            await Given.ACommit("feat: something whose run is killed");
            Killed = await Under(100, async _ =>
            {
                await (await HasTenPercent("--release=v3.0.0")).Kill();
                Divided = await Then.Status();
                OtherRelease = await When.ReleasingInVain("v1.0.0");
                GoingOn = await When.Releasing("v3.0.0");
            });

            Cloud.Add(Environment with { Canary = "{ steps: [10, 50, 100], pause: 20s }" });
            await Given.ACommit("feat: something that turns bad");
            ActionsBefore = await Then.LiveActions();
            Returned = await Under(100, async load =>
            {
                Bad = await HasTenPercent("--release=v4.0.0");
                var sent = load.Sent;
                await Eventually.Holds("three seconds of traffic", () => load.Sent >= sent + 300);
                Narrator.Tell("When", "the new program turns bad");
                foreach (var server in (await Then.ScalingGroups())[^1].Instances)
                {
                    await File.WriteAllTextAsync(Servers.File(server.InstanceId, "/opt/web/rehearsal.json"), """{ "errorsAfterSeconds": 0 }""");
                    await Servers.KillProgram(server.InstanceId);
                }

                await When.Ended(Bad);
                Bad.ExitCode.ShouldBe(1, Bad.Output);
            });
            ActionsAfterwards = await Then.LiveActions();

            await Given.ACommit("feat: something that is given up");
            await (await HasTenPercent("--release=v5.0.0")).Kill();
            GivingUp = await When.RollingBack();
            GivenUp = await Then.Status();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<BundtRun> HasTenPercent(string release)
        {
            var run = When.BeginningToRelease(release);
            await Eventually.Holds("the first step", () => run.Ended || run.Output.Contains("has 10 % of live traffic", StringComparison.Ordinal), seconds: 180);
            return run;
        }
    }
}
