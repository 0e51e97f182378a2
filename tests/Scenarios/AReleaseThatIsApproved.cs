using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>A release as two CI jobs make it: one verifies it, a person approves, another goes on; with requests and hooks of the team's own.</summary>
public sealed class AReleaseThatIsApproved(AReleaseThatIsApproved.Story story) : IClassFixture<AReleaseThatIsApproved.Story>
{
    [Fact]
    public void Should_Verify_With_The_Teams_Own_Requests_And_Scripts()
    {
        story.First.ExitCode.ShouldBe(0, story.First.Output);
        story.First.Output.ShouldContain("1 requests as expected, 1 scripts passed");
        story.First.Output.ShouldMatch(@"\| look: http://\S+ http://\S+ 2\.0\.0 gate web-gate-v2-0-0-1");
    }

    [Fact]
    public void Should_Stop_Before_The_Swap_Without_An_Approval_And_Write_Nothing()
    {
        story.Unapproved.ExitCode.ShouldBe(1, story.Unapproved.Output);
        story.Unapproved.Output.ShouldContain("web-gate-v2-0-0-1 is verified and waits for approval (swap.approval: manual).");
        story.Unapproved.Output.ShouldContain("--target=Release --release=2.0.0 --approve goes on from there.");
        story.WritesUnapproved.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Change_Nothing_When_A_Hook_Before_The_Swap_Fails()
    {
        story.Held.ExitCode.ShouldBe(1, story.Held.Output);
        story.Held.Output.ShouldContain("The hook hooks.beforeSwap failed: hooks/migrate ended with exit code 4.");
        story.Held.Output.ShouldContain("Live traffic is untouched.");
        story.WritesHeld.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Take_Traffic_Back_When_A_Hook_After_The_Swap_Fails()
    {
        story.Returned.ExitCode.ShouldBe(1, story.Returned.Output);
        story.Returned.Output.ShouldContain("The hook hooks.afterSwap failed: hooks/announce ended with exit code 5.");
        story.Returned.Output.ShouldContain("Traffic is back on web-gate-v1-0-0-1, exactly as before.");
        story.ActionsReturned.ShouldBe(story.ActionsBefore);
    }

    [Fact]
    public async Task Should_Go_On_With_An_Approval_And_Run_Each_Hook_Once()
    {
        (await story.Then.Live()).Release.ShouldBe("v2.0.0");
        // Held, returned, released; and then there was nothing to be done.
        story.Hooks.ShouldBe(["migrate 2.0.0", "migrate 2.0.0", "announce 2.0.0", "migrate 2.0.0", "announce 2.0.0"]);
        story.WritesAgain.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Watch_With_The_Teams_Own_Scripts() => story.Watched.ShouldBeGreaterThan(1);

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("gate")), IAsyncLifetime
    {
        public BundtRun First { get; private set; } = null!;

        public BundtRun Unapproved { get; private set; } = null!;

        public IReadOnlyList<string> WritesUnapproved { get; private set; } = [];

        public BundtRun Held { get; private set; } = null!;

        public IReadOnlyList<string> WritesHeld { get; private set; } = [];

        public BundtRun Returned { get; private set; } = null!;

        public string ActionsBefore { get; private set; } = "";

        public string ActionsReturned { get; private set; } = "";

        public IReadOnlyList<string> WritesAgain { get; private set; } = [];

        public IReadOnlyList<string> Hooks => Lines("hooks.log");

        public int Watched => Lines("watch.log").Count;

        public async ValueTask InitializeAsync()
        {
            await Given.ALiveRelease("v1.0.0");
            Cloud.Add(Environment with
            {
                Verify = ", requests: [{ path: /version, json: { $.environment: local }, headers: { Content-Type: ^application/json }, latency: 10s }]",
                Swap = ", approval: manual, every: 1s",
                Hooks = "{ beforeSwap: [hooks/migrate], afterSwap: [hooks/announce] }",
            });
            await Script("scripts/verify/look", "[ $BUNDT_ENV = gate ] || exit 0; echo $BUNDT_ADDRESS $BUNDT_LIVE_ADDRESS $BUNDT_VERSION $BUNDT_ENV $BUNDT_GROUP");
            await Script("scripts/watch/alarms", "[ $BUNDT_ENV = gate ] || exit 0; echo $BUNDT_GROUP >> watch.log");
            await Script("hooks/migrate", "echo migrate $BUNDT_VERSION >> hooks.log; [ ! -e hold ] || exit 4");
            await Script("hooks/announce", "echo announce $BUNDT_VERSION >> hooks.log; [ ! -e silent ] || exit 5");
            await Given.ACommit("feat: something that needs a person's word");
            ActionsBefore = await Then.LiveActions();

            First = await When.Running("Verify", "--release=v2.0.0");
            (Unapproved, WritesUnapproved) = await Release();
            await Touch("hold");
            (Held, WritesHeld) = await Release("--approve");
            await Programs.Run("mv", Path.Combine(Cloud.Home, "hold"), Path.Combine(Cloud.Home, "silent"));
            (Returned, _) = await Release("--approve");
            ActionsReturned = await Then.LiveActions();
            await Programs.Run("rm", Path.Combine(Cloud.Home, "silent"));
            (var released, _) = await Release("--approve", "--again");
            released.ExitCode.ShouldBe(0, released.Output);
            (var again, WritesAgain) = await Release();
            again.ExitCode.ShouldBe(0, again.Output);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<(BundtRun Run, IReadOnlyList<string> Writes)> Release(params string[] options)
        {
            var run = await When.Running("Release", ["--release=v2.0.0", .. options]);
            return (run, await Then.ChangesOf(run));
        }

        private Task Touch(string name) => Programs.Run("touch", Path.Combine(Cloud.Home, name));

        private async Task Script(string name, string text)
        {
            var file = Path.Combine(Cloud.Home, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, $"#!/bin/sh\n{text}\n");
            await Programs.Run("chmod", "+x", file);
        }

        private IReadOnlyList<string> Lines(string name) => File.Exists(Path.Combine(Cloud.Home, name)) ? File.ReadAllLines(Path.Combine(Cloud.Home, name)) : [];
    }
}
