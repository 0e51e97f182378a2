using System.Globalization;
using Bundt.Scenarios.Campaigns;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Runs that are killed at their writes, and the same command again. A sample of the points; <c>scripts/campaign.sh</c> tries all of them,
/// or those that it is told, which <c>BUNDT_JOURNEY</c> and <c>BUNDT_POINTS</c> name.
/// </summary>
public sealed class TheCrashes(LocalCloud cloud)
{
    // Chosen for what is half done then: an image without its tags, a group that is not attached, traffic that was just moved.
    private static readonly string[] Sample = ["after ec2 CreateImage", "after autoscaling CreateAutoScalingGroup", "after elasticloadbalancing ModifyListener"];

    [Fact]
    public async Task Rule_04_Should_End_As_An_Undisturbed_Run_Wherever_It_Was_Killed()
    {
        var journey = Journey.All.Single(journey => journey.Name == (Environment.GetEnvironmentVariable("BUNDT_JOURNEY") ?? "blue-green"));
        var crashes = await new CrashCampaign(cloud, journey).Wage(Chosen);

        crashes.ShouldNotBeEmpty();
        crashes.Where(crash => !crash.IsGood).ShouldBeEmpty();
    }

    private static IEnumerable<KillPoint> Chosen(IReadOnlyList<KillPoint> points) => Environment.GetEnvironmentVariable("BUNDT_POINTS") switch
    {
        null => points.Where(point => Sample.Contains(point.ToString())),
        "all" => points,
        var chosen => points.Where(point => chosen.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Contains(point.Number)),
    };
}
