using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>A second release, a rollback and, for control, a server that is killed: each while 200 requests a second arrive.</summary>
public sealed class TheSwap(TheSwap.Story story) : IClassFixture<TheSwap.Story>
{
    [Fact]
    public void Should_Drop_No_Request()
    {
        story.DuringRelease.Load.Failures.ShouldBeEmpty();
        story.DuringRelease.Load.VersionsInOrder.ShouldBe(["1.0.0", "2.0.0"]);
        story.DuringRelease.Load.Last.ShouldBe("2.0.0");
        story.DuringRelease.Load.Rate.ShouldBeGreaterThan(195);
    }

    [Fact]
    public void Should_Keep_The_Old_Group_Warm()
    {
        var warm = story.DuringRelease.Status.Groups.Where(group => group.State == "warm").ShouldHaveSingleItem();
        (warm.Release, warm.Healthy, warm.Desired).ShouldBe(("v1.0.0", 2, 2));
        story.DuringRelease.Status.Live!.Release.ShouldBe("v2.0.0");
    }

    [Fact]
    public void Rule_16_Should_Always_Have_As_Many_Healthy_Servers_As_Before()
    {
        var (release, rollback) = (story.DuringRelease.Health, story.DuringRollback.Health);
        release.Select(seen => seen.TargetGroup).Distinct().Count().ShouldBe(2);
        release.Concat(rollback).ShouldAllBe(seen => seen.Healthy >= 2);
    }

    [Fact]
    public void Rule_17_Should_Modify_The_Live_Rule_Once_And_No_Other()
    {
        var modified = story.DuringRelease.Calls.Where(call => call.Action is "ModifyListener" or "ModifyRule").ShouldHaveSingleItem();
        modified.Parameters["ListenerArn"].ShouldBe(story.Listener);
        modified.Parameters.Keys.ShouldAllBe(name => name == "Action" || name == "Version" || name == "ListenerArn" || name.StartsWith("DefaultActions.", StringComparison.Ordinal));

        // It was read again between the last other write and the modification itself.
        var reread = story.DuringRelease.Calls.Last(call => call.Sequence < modified.Sequence && call.Action == "DescribeListeners" && call.Parameters.ContainsKey("LoadBalancerArn"));
        story.DuringRelease.Calls.Where(call => call.Write && call.Sequence > reread.Sequence && call.Sequence < modified.Sequence).ShouldBeEmpty();
    }

    [Fact]
    public void Rule_18_Should_Be_Done_Only_When_The_New_Version_Answers_Everywhere()
    {
        // The load went on for a second after Bundt said that it was done: by then nothing else answered any more.
        var load = story.DuringRelease.Load;
        load.After(story.DuringRelease.Ended).ShouldAllBe(answer => answer.Version == "2.0.0");
        load.After(story.DuringRelease.Ended).Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Rule_20_Should_Hold_The_Old_Group_Before_The_Swap_And_Leave_It_Alone_Afterwards()
    {
        var calls = story.DuringRelease.Calls;
        var old = story.DuringRelease.Status.Groups.Single(group => group.Release == "v1.0.0").Name;
        var swap = calls.Single(call => call.Action == "ModifyListener").Sequence;
        calls.ShouldContain(call => call.Action == "SuspendProcesses" && call.Parameters["AutoScalingGroupName"] == old && call.Sequence < swap);
        string[] changes = ["UpdateAutoScalingGroup", "SetDesiredCapacity", "DetachLoadBalancerTargetGroups", "DeleteAutoScalingGroup"];
        calls.Where(call => changes.Contains(call.Action) && call.Parameters["AutoScalingGroupName"] == old).ShouldBeEmpty();
    }

    [Fact]
    public void Should_Roll_Back_Without_Dropping_A_Request()
    {
        story.DuringRollback.Load.Failures.ShouldBeEmpty();
        story.DuringRollback.Load.VersionsInOrder.ShouldBe(["2.0.0", "1.0.0"]);
        story.DuringRollback.Load.Last.ShouldBe("1.0.0");
        story.DuringRollback.Status.Live!.Release.ShouldBe("v1.0.0");
    }

    [Fact]
    public void Should_Roll_Back_By_One_Modification_Within_Two_Seconds()
    {
        story.DuringRollback.Calls.Where(call => call.Action is "ModifyListener" or "ModifyRule").ShouldHaveSingleItem();
        story.DuringRollback.Load.Overlap.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        string[] launches = ["RunInstances", "CreateAutoScalingGroup", "CreateLaunchTemplate"];
        story.DuringRollback.Calls.Where(call => launches.Contains(call.Action)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_See_Failures_When_A_Live_Server_Is_Killed() => story.DuringAccident.Load.Failed.ShouldBeGreaterThan(0);

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("swap")), IAsyncLifetime
    {
        public UnderLoad DuringRelease { get; private set; } = null!;

        public UnderLoad DuringRollback { get; private set; } = null!;

        public UnderLoad DuringAccident { get; private set; } = null!;

        public string Listener { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Given.ALiveRelease("v1.0.0");
            await Given.ACommit("feat: something that is worth a swap");
            Listener = (await Then.Listener()).ListenerArn;

            DuringRelease = await Under(200, _ => When.Releasing("v2.0.0"));
            DuringRollback = await Under(200, _ => When.RollingBack());
            DuringAccident = await Under(200, async load =>
            {
                var victim = (await Then.Version()).Instance;
                Narrator.Tell("When", $"killing the program of {victim}, which is live, and then all of it");
                await Servers.KillProgram(victim);
                var sent = load.Sent;
                await Eventually.Holds("the load to meet that", () => load.Sent >= sent + 100);
                await Servers.Kill(victim);
                await Eventually.Holds("the load balancer to notice", async () => !(await Then.HealthyTargets()).Contains(victim));
            });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
