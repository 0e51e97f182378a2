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
        await Given.ALargerGroup((await Then.Live()).Name, desired: 3);
        var refused = await When.Running("Release", $"--plan={late.File}");
        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldContain("2 desired");
        refused.Output.ShouldContain("3 desired");
        refused.Output.ShouldContain("Nothing was changed.");
        (await Then.WritesOf(refused)).ShouldBeEmpty();
    }

    private async Task<(Plan Plan, IReadOnlyList<string> Writes)> Reviewed()
    {
        var since = await Cloud.Now();
        var run = await When.Running("DryRun");
        run.ExitCode.ShouldBe(0, run.Output);
        var file = run.Output.Split("--plan=")[^1].Split('\n')[0].Trim();
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var calls = plan.RootElement.GetProperty("changes").EnumerateArray().SelectMany(change => change.GetProperty("calls").EnumerateArray()).Select(call => call.GetString()!);
        return (new(file, [.. calls]), [.. (await Then.Calls(since)).Where(call => call.Write).Select(call => call.Action)]);
    }

    private sealed record Plan(string File, IReadOnlyList<string> Calls);
}
