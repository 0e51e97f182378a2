using System.Globalization;
using Bundt.Scenarios.Campaigns;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Samples of the campaigns: <c>scripts/campaign.sh</c> wages the whole of them, or a journey and trials that it is told, which
/// <c>BUNDT_JOURNEY</c> and <c>BUNDT_TRIALS</c> name.
/// </summary>
public sealed class TheCampaigns(LocalCloud cloud)
{
    // Traffic has just moved, and nothing tells yet from which group.
    private static readonly string[] Killings = ["after elasticloadbalancing ModifyListener", "before autoscaling PutScheduledUpdateGroupAction"];

    private static readonly string[] Failings = ["every action throttled once", "an application that turns bad 3 s after the swap"];

    [Fact]
    public Task Rule_04_Should_End_As_An_Undisturbed_Run_Wherever_It_Was_Killed() =>
        Wage("crash", Told("BUNDT_JOURNEY") ?? "rollback", KillPoint.Trials, Killings);

    [Fact]
    public Task Should_End_Well_Or_Say_What_Is_Wrong_Whatever_Fails() => Wage("fault", "faults", FaultTrials.Of, Failings);

    private async Task Wage(string kind, string name, Func<IReadOnlyList<RecordedCall>, string, IReadOnlyList<Trial>> trials, IReadOnlyList<string> sample)
    {
        var journey = Journey.All.Single(journey => journey.Name == name);
        var campaign = new Campaign(cloud, kind, journey, calls => trials(calls, journey.Environment.Name));
        var results = await campaign.Wage(trial => Told("BUNDT_TRIALS") switch
        {
            null => sample.Contains(trial.Name),
            "all" => true,
            var numbers => numbers.Split(',').Contains(trial.Number.ToString(CultureInfo.InvariantCulture)),
        });

        results.ShouldNotBeEmpty();
        results.Where(result => !result.IsGood).ShouldBeEmpty();
    }

    private static string? Told(string variable) => Environment.GetEnvironmentVariable(variable);
}
