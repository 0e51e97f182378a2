using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>From nothing: tests, tag, a real bake that builds the application, servers, and traffic. Then once more, with nothing new.</summary>
public sealed class AWholeRelease(AWholeRelease.Story story) : IClassFixture<AWholeRelease.Story>
{
    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("first") { Build = null, Test = "./test.sh" }), IAsyncLifetime
    {
        public string Commit { get; private set; } = "";

        public BundtRun First { get; private set; } = null!;

        public BundtRun Second { get; private set; } = null!;

        public IReadOnlyList<RecordedCall> Calls { get; private set; } = [];

        public IReadOnlyList<RecordedCall> CallsOfSecond { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Commit = await Given.ACommit("feat: a first version");
            var before = await Cloud.Now();
            First = await When.Releasing("v0.1.0");
            var between = await Cloud.Now();
            Calls = [.. (await Cloud.Calls(before)).Where(call => call.Sequence <= between)];
            Second = await When.Releasing();
            CallsOfSecond = await Cloud.Calls(between);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Should_Answer_With_Version_And_Commit()
    {
        var facts = await story.Then.Version();
        (facts.Version, facts.Commit, facts.Environment).ShouldBe(("0.1.0", story.Commit, "local"));
        facts.Instance.ShouldStartWith("i-");
    }

    [Fact]
    public async Task Should_Name_Release_Group_Image_And_Address_In_The_Status()
    {
        var status = await story.Then.Status();
        var live = status.Live.ShouldNotBeNull();
        (live.Name, live.Release, live.Commit).ShouldBe(("web-first-v0-1-0-1", "v0.1.0", story.Commit));
        live.Image.ShouldBe((await story.Then.Images()).Single(image => image.Name.StartsWith("web-v0.1.0-", StringComparison.Ordinal)).ImageId);
        (live.Healthy, live.Desired).ShouldBe((2, 2));
        story.First.Output.ShouldContain(status.Address.ToString());
    }

    [Fact]
    public async Task Should_Leave_A_Report()
    {
        var file = story.First.Output.Split('\n').Single(line => line.StartsWith("Report ", StringComparison.Ordinal))["Report ".Length..].Trim();

        var report = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        report.ShouldContain("<h1>Release of web v0.1.0 to first</h1>");
        report.ShouldContain("- feat: a first version");
        foreach (var step in new[] { "Test", "Tag", "Bake", "Deploy", "Verify", "Swap", "Prune", "Release" })
            report.ShouldContain($"data-step=\"{step}\"");
        report.ShouldContain("data-wait=\"web-first-v0-1-0-1 to be healthy\"");
        report.ShouldMatch("data-second=\"[0-9]+\" data-version=\"0\\.1\\.0\" data-requests=\"[0-9]+\"");
        report.ShouldContain("<p>There is nothing to go back to: web-first-v0-1-0-1 replaced nothing. ");
    }

    [Fact]
    public void Should_End_With_What_To_Do_Where_There_Is_Nothing_To_Go_Back_To()
    {
        foreach (var run in new[] { story.First, story.Second })
            run.Output.TrimEnd().Split('\n')[^1].ShouldStartWith("Receipt   nothing to go back to: web-first-v0-1-0-1 replaced nothing. What is wrong with it is put right by a release that is mended; ");
    }

    [Fact]
    public async Task Rule_04_Should_Write_Nothing_When_Nothing_Is_New()
    {
        story.CallsOfSecond.Where(call => call.Write).Select(call => call.Action).ShouldBeEmpty();
        story.CallsOfSecond.ShouldContain(call => call.Action == "DescribeAutoScalingGroups");
        story.Second.Output.ShouldContain("v0.1.0 is live");
        (await story.Then.ScalingGroups()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rule_08_Should_Leave_No_Temporary_Resource_Of_The_Bake()
    {
        story.Calls.ShouldContain(call => call.Action == "CreateKeyPair" && call.Status == 200);
        (await story.Then.BakeRemains()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_10_Should_Use_A_Numbered_Launch_Template_Version()
    {
        (await story.Then.ScalingGroups()).Single().LaunchTemplate.Version.ShouldBe("1");
        // Prune asks for them, to know what they launch.
        story.Calls.Where(call => call.Write).SelectMany(call => call.Parameters.Values).ShouldNotContain(value => value == "$Latest" || value == "$Default");
    }

    [Fact]
    public void Rule_21_Should_Release_Where_Nothing_Is_Live()
    {
        story.First.Output.ShouldContain("is the first to be live");
        story.Calls.Where(call => call.Action == "ModifyListener").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_Tag_All_That_It_Made_With_Where_It_Comes_From()
    {
        var group = (await story.Then.ScalingGroups()).Single();
        string[] keys = ["bundt:app", "bundt:env", "bundt:release", "bundt:commit", "bundt:run", "bundt:created-by"];
        group.Tags.Select(tag => tag.Key).ShouldBeSubsetOf([.. keys, "Name", "bundt:config"]);
        keys.ShouldBeSubsetOf(group.Tags.Select(tag => tag.Key));
        var image = (await story.Then.Images()).Single(image => image.Name.StartsWith("web-v0.1.0-", StringComparison.Ordinal));
        image.Tags.Single(tag => tag.Key == "bundt:commit").Value.ShouldBe(story.Commit);
        image.Tags.ShouldNotContain(tag => tag.Key == "bundt:env");
    }
}
