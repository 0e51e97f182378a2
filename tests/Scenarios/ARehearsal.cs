using System.Text.Json;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Releases that are rehearsed before anybody touches production, which here is an environment of the scenarios' local cloud: one that goes well,
/// and two that would hurt. Six servers in three zones, canary steps, scaling policies, and requests that take a while.
/// </summary>
public sealed class ARehearsal(ARehearsal.Story story) : IClassFixture<ARehearsal.Story>
{
    [Fact]
    public void Should_Pass_Where_Nothing_Is_Wrong()
    {
        story.Good.ExitCode.ShouldBe(0, story.Good.Output);
        var result = story.Result(story.Good);

        result.GetProperty("passed").GetBoolean().ShouldBeTrue();
        result.GetProperty("failed").GetInt32().ShouldBe(0);
        Phases(result).ShouldBe(["First", "Release", "Warm", "Forward", "Retire", "Cold", "ScaleIn"]);
        Versions(result, "Release").ShouldBe(["1.0.0", "1.1.0"]);
        Versions(result, "Warm").ShouldBe(["1.1.0", "1.0.0"]);
        Versions(result, "Cold").ShouldBe(["1.1.0", "1.0.0"]);
        result.GetProperty("warmSeconds").GetDouble().ShouldBeGreaterThan(0);
        result.GetProperty("coldSeconds").GetDouble().ShouldBeGreaterThan(result.GetProperty("warmSeconds").GetDouble());
    }

    [Fact]
    public void Rule_16_Should_See_Enough_Healthy_Servers_In_Each_Step()
    {
        var looks = story.Result(story.Good).GetProperty("capacity").EnumerateArray().ToList();

        looks.Select(look => look.GetProperty("percent").GetInt32()).Distinct().ShouldBe([100, 10, 90, 50], ignoreOrder: true);
        looks.ShouldAllBe(look => look.GetProperty("healthy").GetInt32() >= look.GetProperty("needed").GetInt32());
        looks.Max(look => look.GetProperty("needed").GetInt32()).ShouldBe(6);
    }

    [Fact]
    public void Should_Say_In_What_The_Twin_Differs()
    {
        story.Good.Output.ShouldContain("scaling policies are made, and never fire");
        story.Good.Output.ShouldContain("traffic.canary.pause is 2s instead of 10s (waits are divided by 10)");
        story.DrainingOff.Output.ShouldContain("it has 3 servers, 3 to 5, instead of 6, 6 to 9 (--scale)");
    }

    [Fact]
    public void Should_Change_Nothing_In_Production()
    {
        story.Writes.ShouldBeEmpty();
        story.TagsAfter.ShouldBe(story.TagsBefore);
        story.ActionsAfter.ShouldBe(story.ActionsBefore);
    }

    [Fact]
    public void Should_Leave_A_Report_And_What_Its_Runs_Left_And_Nothing_Else()
    {
        var folder = story.Folder(story.Good);
        File.ReadAllText(Path.Combine(folder, "rehearsal.html")).ShouldContain("Nothing was found that is wrong");
        Directory.GetFiles(Path.Combine(folder, "rehearsal", "runs"), "report.html", SearchOption.AllDirectories).Length.ShouldBe(5);
        story.Left.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Find_That_Draining_Is_Off()
    {
        story.DrainingOff.ExitCode.ShouldBe(1, story.DrainingOff.Output);
        story.DrainingOff.Output.ShouldMatch(@"a server leaves under load: \d+ of \d+ requests failed, such as \d+ × /slow\?seconds=2 ");
        story.DrainingOff.Output.ShouldContain("draining is off (deregistration_delay.timeout_seconds is 0 on the target groups)");
    }

    [Fact]
    public void Should_Find_Servers_That_Are_Healthy_Before_They_Can_Answer()
    {
        story.TooEarly.ExitCode.ShouldBe(1, story.TooEarly.Output);
        story.TooEarly.Output.ShouldNotContain("draining is off");
        story.TooEarly.Output.ShouldMatch(@"release 1\.1\.0: \d+ of \d+ requests failed, such as \d+ × / answered with status 503, not 200");
        story.TooEarly.Output.ShouldContain("Nobody answers so before 1.1.0 has traffic: its servers are called healthy before they can answer /, or cannot at all. Let the health check (/health) answer only when they can");
    }

    [Fact]
    public void Should_End_Its_Local_Cloud_When_It_Is_Interrupted()
    {
        story.Interrupted.ExitCode.ShouldBe(1, story.Interrupted.Output);
        story.Interrupted.Output.ShouldContain("Rehearse was stopped (SIGINT).");
        story.Interrupted.Output.ShouldContain("The twin is ended. Nothing was changed in show; its live traffic is untouched.");
        story.LeftOfInterrupted.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Say_All_That_The_Local_Cloud_Lacks_Before_Anything_Is_Started()
    {
        story.WithoutRights.ExitCode.ShouldBe(1, story.WithoutRights.Output);
        story.WithoutRights.Output.ShouldContain("A rehearsal takes place in a local cloud on this computer, which cannot have one: The local cloud needs root, and ");
        story.WithoutRights.Output.ShouldContain("Nothing was started or changed.");
        story.NothingNew.ExitCode.ShouldBe(1, story.NothingNew.Output);
        story.NothingNew.Output.ShouldContain("There is nothing to rehearse: v1.0.0 is what would be released, and is live in show.");
    }

    private static IEnumerable<string?> Phases(JsonElement result) => result.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("kind").GetString());

    private static IEnumerable<string?> Versions(JsonElement result, string kind) => result.GetProperty("phases").EnumerateArray()
        .Single(phase => phase.GetProperty("kind").GetString() == kind).GetProperty("versions").EnumerateArray().Select(version => version.GetString());

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("show")
    {
        Application = "show",
        Zones = 3,
        Sizes = (6, 9, 6),
        Scaling = "[{ name: cpu, metric: ASGAverageCPUUtilization, target: 55 }]",
        Canary = "{ steps: [10, 50, 100], pause: 10s }",
        Verify = ", requests: [{ path: \"/slow?seconds=2\", times: 1 }]",
    }), IAsyncLifetime
    {
        public BundtRun NothingNew { get; private set; } = null!;

        public BundtRun WithoutRights { get; private set; } = null!;

        public BundtRun Interrupted { get; private set; } = null!;

        public IReadOnlyList<string> LeftOfInterrupted { get; private set; } = [];

        public BundtRun Good { get; private set; } = null!;

        public BundtRun DrainingOff { get; private set; } = null!;

        public BundtRun TooEarly { get; private set; } = null!;

        public IReadOnlyList<RecordedCall> Writes { get; private set; } = [];

        public IReadOnlyList<string> TagsBefore { get; private set; } = [];

        public IReadOnlyList<string> TagsAfter { get; private set; } = [];

        public string ActionsBefore { get; private set; } = "";

        public string ActionsAfter { get; private set; } = "";

        public IReadOnlyList<string> Left { get; private set; } = [];

        private string Twin => Path.Combine(Cloud.State, "rehearsals", "show");

        public async ValueTask InitializeAsync()
        {
            await Given.ALiveRelease("v1.0.0");
            (TagsBefore, ActionsBefore) = (await Then.Tags(), await Then.LiveActions());
            NothingNew = await When.Running("Rehearse");
            WithoutRights = await When.Ended(Cloud.StartThrough(["unshare", "--user", "--map-user=1000", "--map-group=1000"], "--target=Rehearse", "--env=show"));

            await Given.ACommit("feat: something new");
            Interrupted = Cloud.Start("--target=Rehearse", "--env=show");
            await Eventually.Holds("the first release to be under way", () => Interrupted.Ended || Interrupted.Output.Contains("first    | Bake", StringComparison.Ordinal), seconds: 120);
            await Interrupted.Interrupt();
            await When.Ended(Interrupted);
            LeftOfInterrupted = Remains();

            var before = await Cloud.Now();
            Good = await When.Running("Rehearse", "--paths=/");
            Writes = [.. (await Cloud.Calls(before)).Where(call => call.Write)];
            (TagsAfter, ActionsAfter, Left) = (await Then.Tags(), await Then.LiveActions(), Remains());

            await Draining("0");
            DrainingOff = await When.Running("Rehearse", "--scale=0.5");

            await Draining("30");
            // Healthy at once, and the page comes when all of traffic has moved.
            await Given.ACommit("fix: a page that takes its time", new { pageAfterSeconds = 45 });
            TooEarly = await When.Running("Rehearse", "--scale=0.5", "--load=20", "--paths=/");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>What a rehearsal left for scripts.</summary>
        public JsonElement Result(BundtRun run) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(run), "rehearsal.json"))).RootElement;

        /// <summary>The folder of a rehearsal.</summary>
        public string Folder(BundtRun run) => Path.GetDirectoryName(run.Output.Split('\n').Single(line => line.StartsWith("Report ", StringComparison.Ordinal))["Report".Length..].Trim())!;

        // The local cloud's own processes have its state's folder on their command lines.
        private IReadOnlyList<string> Remains() =>
        [
            .. Directory.Exists(Twin) ? [Twin] : Array.Empty<string>(),
            .. Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Where(folder => CommandLine(folder).Contains(Twin, StringComparison.Ordinal)),
        ];

        private static string CommandLine(string process)
        {
            try
            {
                return File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                return "";
            }
        }

        private async Task Draining(string seconds)
        {
            Narrator.Tell("Given", $"target groups of production that give a server that leaves {seconds} s for the requests that it has");
            foreach (var group in (await Cloud.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = ["show-blue", "show-green"] })).TargetGroups)
            {
                await Cloud.LoadBalancing.ModifyTargetGroupAttributesAsync(new()
                {
                    TargetGroupArn = group.TargetGroupArn,
                    Attributes = [new TargetGroupAttribute { Key = "deregistration_delay.timeout_seconds", Value = seconds }],
                });
            }
        }
    }
}
