using System.Text.Json;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// One run for two environments: the first time one of them fails, the second time somebody presses Ctrl-C, the third time all goes well.
/// </summary>
public sealed class SeveralEnvironments(SeveralEnvironments.Story story) : IClassFixture<SeveralEnvironments.Story>
{
    [Fact]
    public void Should_Go_Live_In_One_When_The_Other_Fails_And_Say_So()
    {
        story.Failing.ExitCode.ShouldBe(1);
        story.Failing.Output.ShouldMatch(@"twin\W+succeeded\W+v[0-9.]+ \(web-twin-v[0-9-]+-1\)\W+[0-9]+ s");
        story.Failing.Output.ShouldMatch(@"sibling\W+failed\W+nothing\W+[0-9]+ s");
        story.Failing.Output.ShouldContain("sibling: Deploy: There is no subnet named 'nowhere'.");
        story.Failing.Output.ShouldContain("Summary   Release did not succeed in 1 of 2 environments: sibling");
        story.LiveAfterFailing.ShouldBe((story.Version, null));
    }

    [Fact]
    public void Should_Test_Tag_And_Bake_Once()
    {
        story.Calls.Count(call => call.Action == "CreateImage").ShouldBe(1);
        story.Failing.Output.Split("Test → Tag → Bake").Length.ShouldBe(4, "once for all, and each run of an environment looks for it");
        story.Failing.Output.ShouldContain($"twin    | Test      {story.Commit[..10]} passed already: it is {story.Version}");
        story.Failing.Output.ShouldContain($"sibling | Tag       {story.Version} stands on {story.Commit[..10]} already");
    }

    [Fact]
    public void Should_Pass_Ctrl_C_On()
    {
        story.Stopped.ExitCode.ShouldBe(1);
        story.Stopped.Output.ShouldContain("sibling | Error: Deploy was stopped (SIGINT).");
        story.Stopped.Output.ShouldMatch(@"sibling\W+failed\W+nothing\W+[0-9]+ s");
        story.HeldNoLease.ShouldBeTrue();
    }

    [Fact]
    public void Should_Find_What_Is_Done_And_Do_The_Rest()
    {
        story.Succeeding.ExitCode.ShouldBe(0, story.Succeeding.Output);
        story.Succeeding.Output.ShouldContain("Summary   Release succeeded in all of 2 environments");
        story.Calls.Count(call => call.Action == "CreateAutoScalingGroup" && call.Status == 200).ShouldBe(2, "the second run's group was gone on with");
        story.LiveAfterwards.ShouldBe((story.Version, story.Version));
    }

    [Fact]
    public async Task Should_Tell_The_Status_Of_Each()
    {
        var text = await story.Asks("Status");
        text.ExitCode.ShouldBe(0);
        text.Output.IndexOf("sibling | Status", StringComparison.Ordinal).ShouldBeGreaterThan(text.Output.LastIndexOf("twin    | History", StringComparison.Ordinal), "each as a whole");

        var json = await story.Asks("Status", "--format=json");
        using var answer = JsonDocument.Parse(json.Answer);
        answer.RootElement.EnumerateObject().Select(one => (one.Name, one.Value.GetProperty("live").GetProperty("release").GetString()))
            .ShouldBe([("twin", story.Version), ("sibling", story.Version)]);
    }

    [Fact]
    public async Task Should_Refuse_What_Is_Wrong_With_Any_Of_Them()
    {
        var since = await story.Now();
        var run = await story.Asks("Release", among: "twin,nobody,nowhere");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("There is no environment 'nobody'");
        run.Output.ShouldContain("There is no environment 'nowhere'");
        run.Output.ShouldContain("Nothing was changed.");

        var differing = await story.Asks("Release", among: "twin,stranger");
        differing.ExitCode.ShouldBe(1);
        differing.Output.ShouldContain("One image cannot serve twin, stranger: application.name is 'web' in twin, and 'stranger' in stranger");
        (await story.Then.Calls(since)).ShouldBeEmpty();
    }

    public sealed class Story : Scenario, IAsyncLifetime
    {
        private readonly EnvironmentFile _sibling = new("sibling");
        private readonly Then _there;

        public Story(LocalCloud cloud) : base(cloud, new EnvironmentFile("twin"))
        {
            cloud.Add(new EnvironmentFile("stranger") { Application = "stranger" });
            cloud.Add(_sibling);
            _there = new(cloud, _sibling);
        }

        public string Commit { get; private set; } = "";

        public string Version { get; private set; } = "";

        public BundtRun Failing { get; private set; } = null!;

        public BundtRun Stopped { get; private set; } = null!;

        public BundtRun Succeeding { get; private set; } = null!;

        public IReadOnlyList<RecordedCall> Calls { get; private set; } = [];

        public (string? Twin, string? Sibling) LiveAfterFailing { get; private set; }

        public (string? Twin, string? Sibling) LiveAfterwards { get; private set; }

        public bool HeldNoLease { get; private set; }

        public async ValueTask InitializeAsync()
        {
            (await Asks("LocalUp")).ExitCode.ShouldBe(0);
            Commit = await Given.ACommit("feat: something for both");
            var since = await Cloud.Now();

            Cloud.Add(_sibling with { Mistake = text => text.Replace("sibling-b]", "nowhere]", StringComparison.Ordinal) });
            Failing = await Asks("Release");
            LiveAfterFailing = await Live();
            Version = LiveAfterFailing.Twin!;
            Cloud.Add(_sibling);

            Stopped = Begins();
            await Eventually.Holds("the sibling to launch", () => Stopped.Ended || Stopped.Output.Contains("is Pending", StringComparison.Ordinal));
            await Stopped.Interrupt();
            await When.Ended(Stopped);
            HeldNoLease = await Then.HoldsNoLease() && await _there.HoldsNoLease();

            Succeeding = await Asks("Release");
            LiveAfterwards = await Live();
            Calls = await Cloud.Calls(since);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<BundtRun> Asks(string target, string? option = null, string among = "twin,sibling") => When.Ended(Begins(target, option, among));

        public Task<long> Now() => Cloud.Now();

        private BundtRun Begins(string target = "Release", string? option = null, string among = "twin,sibling")
        {
            Narrator.Tell("When", $"running {target} in {among}");
            return Cloud.Start([$"--target={target}", $"--env={among}", .. option is null ? [] : new[] { option }]);
        }

        private async Task<(string? Twin, string? Sibling)> Live() => ((await Then.Status()).Live?.Release, (await _there.Status()).Live?.Release);
    }
}
