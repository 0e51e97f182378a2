using System.Text.Json;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>A release is reviewed before it is made, and made as it was reviewed.</summary>
public sealed class AReview(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("review") { Application = "reviewed", Retain = 1 })
{
    [Fact]
    public async Task Rule_05_Should_Make_The_Writes_That_The_Plan_Lists_And_None_Before()
    {
        await Given.ALiveRelease("v1.0.0");
        foreach (var release in new[] { "v1.1.0", "v1.2.0" })
        {
            await Given.ACommit($"feat: {release}");
            var (plan, before) = await Reviewed();
            before.ShouldBeEmpty("a review writes nothing");
            (await Then.Tags()).ShouldNotContain(tag => tag.EndsWith(release, StringComparison.Ordinal), "nor does it tag");

            var run = await When.Running("Release", $"--plan={plan.File}");
            (await Then.Live()).Release.ShouldBe(release);
            (await Then.ChangesOf(run)).ShouldBe(plan.Calls);
        }

        var (_, none) = await Reviewed();
        none.ShouldBeEmpty();

        await Given.ACommit("feat: v1.3.0");
        var (late, _) = await Reviewed();
        var desired = await Grows();
        var refused = await When.Running("Release", $"--plan={late.File}");
        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldContain($"{desired} desired");
        refused.Output.ShouldContain($"{desired + 1} desired");
        refused.Output.ShouldContain("Nothing was changed.");
        (await Then.WritesOf(refused)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_05_Should_Look_At_The_Facts_Again_When_It_Has_Waited_For_The_Lease()
    {
        await Given.ALiveRelease("v1.0.0");
        await Given.ACommit("feat: what is planned before another run");
        var (plan, _) = await Reviewed();
        await Given.ALease(TimeSpan.FromSeconds(20));
        var run = When.BeginningToRelease($"--plan={plan.File}");
        await Eventually.Holds("it to wait", () => run.Ended || run.Output.Contains("waiting for somebody@elsewhere", StringComparison.Ordinal));
        await Grows();

        await When.Ended(run);
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("does not fit any more");
        (await Then.ChangesOf(run)).ShouldBeEmpty();
        (await Then.HoldsNoLease()).ShouldBeTrue();
    }

    // The size that live had before.
    private async Task<int> Grows()
    {
        var live = await Then.Live();
        await Given.ALargerGroup(live.Name, live.Desired + 1);
        return live.Desired;
    }

    private async Task<(Plan Plan, IReadOnlyList<string> Writes)> Reviewed()
    {
        var since = await Cloud.Now();
        var run = await When.Running("DryRun");
        run.ExitCode.ShouldBe(0, run.Output);
        var file = run.Output.Split("--plan=")[^1].Split([' ', '\n'])[0];
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var calls = plan.RootElement.GetProperty("changes").EnumerateArray().SelectMany(change => change.GetProperty("calls").EnumerateArray()).Select(call => call.GetString()!);
        return (new(file, [.. calls]), [.. (await Then.Calls(since)).Where(call => call.Write).Select(call => call.Action)]);
    }

    private sealed record Plan(string File, IReadOnlyList<string> Calls);
}
