using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Versions that must not stay live, each beside one that is live and well: whatever is wrong with them, that one goes on.</summary>
public sealed class AReleaseThatFails(AReleaseThatFails.Story story) : IClassFixture<AReleaseThatFails.Story>
{
    [Fact]
    public async Task Rule_31_Should_Leave_Evidence_And_No_Server_Of_A_Version_That_Is_Unhealthy()
    {
        var failure = await story.Tell("feat: a version that is never healthy", new { unhealthy = true }, file => file with { Timeout = 12 });

        failure.Run.Output.ShouldContain("healthy in the target group");
        failure.Run.Output.ShouldContain("Live traffic is untouched");
        failure.ShouldHaveLeftLiveAlone();
        failure.ShouldHaveRemoved(failure.Created);

        var evidence = Directory.GetFiles(Path.Combine(story.Home, "artifacts", "fails"), failure.Created + ".txt", SearchOption.AllDirectories).ShouldHaveSingleItem();
        failure.Run.Output.ShouldContain(evidence);
        var text = await File.ReadAllTextAsync(evidence, TestContext.Current.CancellationToken);
        text.ShouldContain("--- target health");
        text.ShouldContain("--- console of i-");
    }

    [Fact]
    public async Task Rule_15_Should_Refuse_A_Right_Answer_From_The_Wrong_Version()
    {
        var failure = await story.Tell("feat: a version that takes itself for another", new { version = "9.9.9" });

        failure.Run.Output.ShouldContain("answered as version 9.9.9");
        failure.ShouldHaveLeftLiveAlone();
        failure.ShouldHaveRemoved(failure.Created);
    }

    [Fact]
    public async Task Rule_19_Should_Take_Traffic_Back_When_The_New_Version_Goes_Wrong_After_The_Swap()
    {
        var failure = await story.Tell("feat: a version that hangs once it is live", null, during: async run =>
        {
            await Eventually.Holds("the watch", () => run.Ended || run.Output.Contains("watching for", StringComparison.Ordinal));
            await story.NewServers("hang", Servers.Hang);
        });

        failure.Run.Output.ShouldContain("Live traffic went wrong after the swap");
        failure.ShouldHaveGoneBack();
        (await story.Then.Version()).Version.ShouldBe("1.0.0");

        // It stays to be looked at, but is not released again by accident.
        failure.After.Groups.ShouldContain(group => group.Name == failure.Created && group.Desired == 2);
        (await story.Again()).Output.ShouldContain("--again");
    }

    [Fact]
    public async Task Rule_19_Should_Take_Traffic_Back_When_The_New_Servers_Die_With_The_Swap()
    {
        var failure = await story.Tell("feat: a version that dies of its first requests", null, during: async run =>
        {
            await Eventually.Holds("the swap", async () => run.Ended || (await story.SwapHasBegun()));
            await story.NewServers("die", Servers.Kill);
        });

        failure.Run.Output.ShouldContain("after the swap");
        failure.ShouldHaveGoneBack();
    }

    [Fact]
    public async Task Rule_08_Should_Leave_No_Image_When_Provisioning_Fails()
    {
        var images = (await story.Then.Images()).Count;
        var failure = await story.Tell("feat: a version that cannot be built", null, file => file with { Build = "echo 'Program.cs(3,7) error CS1002'; exit 7" });

        failure.Run.Output.ShouldContain("Packer did not bake web-v");
        failure.Run.Output.ShouldContain("Script exited with non-zero exit status: 7. build.sh said last:");
        failure.Run.Output.ShouldContain("Program.cs(3,7) error CS1002");
        failure.Run.Output.ShouldContain("there is no image");
        failure.Calls.ShouldContain(call => call.Action == "RunInstances" && call.Status == 200);
        (await story.Then.Images()).Count.ShouldBe(images);
        (await story.Then.BakeRemains()).ShouldBeEmpty();
        failure.ShouldHaveLeftLiveAlone();
    }

    [Fact]
    public async Task Should_Make_No_Tag_When_The_Tests_Fail_And_Name_The_One_That_Did()
    {
        var tags = await story.PublishedTags();
        var failure = await story.Tell("feat: a version that rounds prices", null, file => file with { Test = "echo ok totals; echo FAIL prices are not rounded; exit 1" });

        failure.Run.Output.ShouldContain("failed (echo ok totals; echo FAIL prices are not rounded; exit 1, exit code 1):");
        failure.Run.Output.ShouldContain("    FAIL prices are not rounded");
        failure.Run.Output.ShouldContain("There is no tag and no image. Live traffic is untouched.");
        (await story.PublishedTags()).ShouldBe(tags);
        failure.ShouldHaveLeftLiveAlone();
    }

    [Fact]
    public async Task Rule_03_Should_Leave_No_Tag_Behind_When_The_Remote_Refuses_It()
    {
        var tags = await story.PublishedTags();
        await story.RemoteRefusesTags();
        var failure = await story.Tell("feat: a version that may not be tagged", null);
        await story.RemoteTakesTags();

        failure.Run.Output.ShouldMatch(@"git could not push v[0-9.]+ to origin \(.*\): it refused\.");
        failure.Run.Output.ShouldContain("remote: releases are frozen");
        failure.Run.Output.ShouldContain("Live traffic is untouched.");
        (await story.PublishedTags()).ShouldBe(tags);
        (await story.Tags()).ShouldBe(tags);
        failure.ShouldHaveLeftLiveAlone();
    }

    [Fact]
    public async Task Rule_08_Should_Leave_Nothing_When_The_Instance_Runs_Out_Of_Disk()
    {
        var images = (await story.Then.Images()).Count;
        var failure = await story.Tell(
            "feat: a version that is too large", null, file => file with { Build = "mount -t tmpfs -o size=1m none /opt/$APP && head -c 2000000 /dev/zero > /opt/$APP/payload" });

        failure.Run.Output.ShouldContain("No space left on device");
        (await story.Then.Images()).Count.ShouldBe(images);
        (await story.Then.BakeRemains()).ShouldBeEmpty();
        failure.ShouldHaveLeftLiveAlone();
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("fails") { Timeout = 25, Watch = 5 }), IAsyncLifetime
    {
        private long _since;

        public string Home => Cloud.Home;

        public async ValueTask InitializeAsync() => await Given.ALiveRelease("v1.0.0");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Releases a change in vain.</summary>
        /// <param name="change">The change.</param>
        /// <param name="rehearsal">The faults of the program.</param>
        /// <param name="differently">How the environment differs meanwhile.</param>
        /// <param name="during">What happens meanwhile.</param>
        public async Task<Failure> Tell(string change, object? rehearsal, Func<EnvironmentFile, EnvironmentFile>? differently = null, Func<BundtRun, Task>? during = null)
        {
            Cloud.Add(differently?.Invoke(Environment) ?? Environment);
            await Given.ACommit(change, rehearsal);
            var (before, listener) = (await Then.Status(), await Then.LiveActions());
            _since = await Cloud.Now();
            var run = When.BeginningToRelease();
            if (during is not null)
                await during(run);
            await When.Ended(run);
            run.ExitCode.ShouldBe(1, run.Output);
            Cloud.Add(Environment);
            return new(run, await Cloud.Calls(_since), before, await Then.Status(), listener, await Then.LiveActions());
        }

        public async Task<bool> SwapHasBegun() => (await Cloud.Calls(_since)).Any(call => call.Action == "ModifyListener");

        /// <summary>Does something to all servers of the group that this run has made, at once.</summary>
        public async Task NewServers(string does, Func<string, Task> what)
        {
            var name = (await Cloud.Calls(_since)).Single(call => call.Action == "CreateAutoScalingGroup").Parameters["AutoScalingGroupName"];
            var group = (await Then.ScalingGroups()).Single(group => group.AutoScalingGroupName == name);
            string[] servers = [.. group.Instances.Select(instance => instance.InstanceId)];
            Narrator.Tell("When", $"{string.Join(" and ", servers)} of {name} {does}");
            await Task.WhenAll(servers.Select(what));
        }

        public Task<BundtRun> Again() => When.ReleasingInVain();

        public Task<string> PublishedTags() => Programs.Run("git", "--git-dir", Remote, "tag");

        public Task<string> Tags() => Programs.RunIn(Path.Combine(Cloud.State, "web"), "git", "tag");

        public Task<string> RemoteRefusesTags() => Programs.Run(
            "sh", "-c", $"printf '#!/bin/sh\ncase $1 in refs/tags/*) echo releases are frozen >&2; exit 1 ;; esac\n' > '{Remote}/hooks/update' && chmod +x '{Remote}/hooks/update'");

        public Task<string> RemoteTakesTags() => Programs.Run("rm", $"{Remote}/hooks/update");

        private string Remote => Path.Combine(Cloud.State, "git", "web.git");
    }

    /// <summary>A release that failed.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Calls">Its calls.</param>
    /// <param name="Before">What there was before.</param>
    /// <param name="After">What there was afterwards.</param>
    /// <param name="ListenerBefore">What the live listener did before.</param>
    /// <param name="ListenerAfter">What it did afterwards.</param>
    public sealed record Failure(BundtRun Run, IReadOnlyList<RecordedCall> Calls, Status Before, Status After, string ListenerBefore, string ListenerAfter)
    {
        /// <summary>The server group that was made.</summary>
        public string Created => Calls.Single(call => call.Action == "CreateAutoScalingGroup").Parameters["AutoScalingGroupName"];

        public void ShouldHaveLeftLiveAlone()
        {
            Calls.Where(call => call.Action is "ModifyListener" or "ModifyRule").ShouldBeEmpty();
            ListenerAfter.ShouldBe(ListenerBefore);
            After.Live.ShouldBe(Before.Live);
            Calls.Where(call => call.Write && call.Parameters.Values.Contains(Before.Live!.Name)).ShouldBeEmpty();
        }

        public void ShouldHaveGoneBack()
        {
            Run.Output.ShouldContain("exactly as before");
            Calls.Count(call => call.Action == "ModifyListener").ShouldBe(2);
            ListenerAfter.ShouldBe(ListenerBefore);
            (After.Live!.Name, After.Live.Healthy).ShouldBe((Before.Live!.Name, 2));
        }

        public void ShouldHaveRemoved(string group)
        {
            After.Groups.ShouldNotContain(there => there.Name == group);
            Calls.ShouldContain(call => call.Action == "DeleteLaunchTemplate" && call.Status == 200);
        }
    }
}
