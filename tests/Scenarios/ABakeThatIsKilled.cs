using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// A bake that is ended while Packer is at one thing or another, and the same command again. <c>scripts/campaign.sh bake</c> tries all of it;
/// with the tests goes the moment at which Packer itself breaks down.
/// </summary>
public sealed class ABakeThatIsKilled(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("killed") { LeaseExpiry = 6 })
{
    private static readonly string[] Phases =
    [
        "Creating temporary keypair", "Creating temporary security group", "Launching a source AWS instance", "Waiting for instance", "Waiting for SSH",
        "Connected to SSH", "fetch.sh", "clean.sh", "Stopping the source instance", "Creating AMI", "Waiting for AMI", "Adding tags to AMI", "Terminating the source AWS instance",
    ];

    public static TheoryData<string, string> All => [.. from phase in Phases from signal in (string[])["SIGTERM", "SIGKILL"] select (phase, signal)];

    [Theory]
    [InlineData("Waiting for instance", "SIGTERM")]
    [InlineData("Waiting for AMI", "SIGKILL")]
    public Task Rule_08_Should_Leave_Nothing(string phase, string signal) => Ends(phase, signal);

    [Theory(Explicit = true)]
    [MemberData(nameof(All))]
    public Task Rule_08_Should_Leave_Nothing_Whenever_It_Is_Killed(string phase, string signal) => Ends(phase, signal);

    private async Task Ends(string phase, string signal)
    {
        await Given.ACommit($"feat: something that ends with {signal} at {phase}");
        var images = (await Then.Images()).Count;
        var run = When.BeginningToRelease();
        await Eventually.Holds(phase, () => run.Ended || run.Output.Contains(phase, StringComparison.Ordinal));
        if (signal == "SIGTERM")
        {
            await run.Terminate();
            await When.Ended(run);
            run.ExitCode.ShouldBe(1, run.Output);
        }
        else
        {
            await run.Kill();
        }

        var left = await Then.BakeRemains();
        var again = await When.Running("Bake");

        again.ExitCode.ShouldBe(0, again.Output);
        (await Then.BakeRemains()).ShouldBeEmpty();
        var made = (await Then.Images()).Skip(images).ShouldHaveSingleItem();
        (made.State.Value, made.Tags.Exists(tag => tag.Key == "bundt:inputs")).ShouldBe(("available", true));
        Narrator.Tell("Then", $"| {phase} | {signal} | {(left.Count == 0 ? "nothing" : string.Join(", ", left))} | {string.Join("; ", again.Output.Split('\n').Where(line => line.Contains("had left it", StringComparison.Ordinal)).Select(line => line.Trim()))} | {made.Name} |");
        if (signal == "SIGTERM")
            left.ShouldBeEmpty();
    }
}
