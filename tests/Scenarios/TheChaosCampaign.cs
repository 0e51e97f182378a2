using System.Globalization;
using Bundt.Scenarios.Campaigns;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Many experiments on six servers in three zones: <c>scripts/campaign.sh chaos</c> wages it, and writes what came of each.</summary>
public sealed class TheChaosCampaign(LocalCloud cloud) : Scenario(cloud, Of("chaos"))
{
    private static int Seed => Number("BUNDT_SEED", 7);

    private static int Experiments => Number("BUNDT_EXPERIMENTS", 50);

    [Fact(Explicit = true)]
    public async Task Should_End_Whole_Each_Time_And_Choose_The_Same_By_The_Same_Seed()
    {
        await Given.ALiveRelease("v1.0.0");
        var campaign = new ChaosCampaign(Cloud, Environment);

        var first = await campaign.Wage(Seed, Experiments);
        await Write("chaos", first);
        var again = await campaign.Wage(Seed, Experiments);
        await Write("chaos-again", again);

        first.Run.ExitCode.ShouldBe(0);
        again.Run.ExitCode.ShouldBe(0);
        first.Trials.Count.ShouldBe(Experiments);
        again.Choices.ShouldBe(first.Choices);
        first.Trials.Concat(again.Trials).Where(trial => trial.Made.Lacking is not null).ShouldBeEmpty();
    }

    private static EnvironmentFile Of(string name) => new(name)
    {
        Sizes = (6, 12, 6),
        Zones = 3,
        Chaos = $"{{ hours: 00:00-24:00, deadline: 4m, kinds: [{System.Environment.GetEnvironmentVariable("BUNDT_KINDS") ?? ChaosCampaign.OnAws}] }}",
    };

    private static async Task Write(string name, ChaosCampaign.Waged waged)
    {
        var folder = Directory.CreateDirectory(Path.Combine(LocalCloud.Bundt, "artifacts", "campaigns"));
        var text = waged.Table($"{name}: seed {Seed}, {waged.Trials.Count} of {Experiments} experiments");
        Narrator.Quote(text);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.md"), text);
    }

    private static int Number(string variable, int otherwise) =>
        System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
