using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Bakes that do not come to their end.</summary>
public sealed class ABakeThatIsStopped(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("stopped") { LeaseExpiry = 10 })
{
    [Fact]
    public async Task Rule_08_Should_Leave_Nothing_When_It_Is_Asked_To_End()
    {
        await Given.ACommit("feat: something that is called off");
        var images = (await Then.Images()).Count;
        var run = await BeginningToBake();

        Narrator.Tell("When", "SIGTERM");
        await run.Terminate();
        await When.Ended(run);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Bake was stopped (SIGTERM).");
        run.Output.ShouldContain("Packer removed everything temporary; there is no image. Live traffic is untouched.");
        (await Then.BakeRemains()).ShouldBeEmpty();
        (await Then.Images()).Count.ShouldBe(images);
    }

    [Fact]
    public async Task Rule_08_Should_Sweep_What_A_Killed_Bake_Left()
    {
        await Given.ACommit("feat: something that a power failure interrupts");
        var images = (await Then.Images()).Count;
        var run = await BeginningToBake();

        Narrator.Tell("When", "SIGKILL, to Packer too");
        await run.Kill();
        var remains = await Then.BakeRemains();
        remains.Count.ShouldBe(3, string.Join(", ", remains));

        (await When.Running("Bake")).ExitCode.ShouldBe(0);
        (await Then.BakeRemains()).ShouldBeEmpty();
        (await Then.Images()).Count.ShouldBe(images + 1);
    }

    [Fact]
    public async Task Rule_06_Should_End_When_The_Template_Lets_In_More_Than_It_Was_Told_To()
    {
        var template = Path.Combine(Cloud.Home, "packer", "open");
        Directory.CreateDirectory(Path.GetDirectoryName(template)!);
        await Programs.Run("cp", "-r", Path.Combine(LocalCloud.Bundt, "packer", "web"), template);
        await Programs.Run("sed", "-i", "s|temporary_security_group_source_cidrs = .*|temporary_security_group_source_cidrs = [\"0.0.0.0/0\"]|", Path.Combine(template, "web.pkr.hcl"));
        Cloud.Add(Environment with { Template = "packer/open" });
        await Given.ACommit("feat: something that the whole world may look into");
        var images = (await Then.Images()).Count;

        var run = await When.ReleasingInVain();

        run.Output.ShouldMatch(@"Packer did not bake web-v[0-9a-z.-]+: its temporary security group packer_[0-9a-f-]+ admits 0\.0\.0\.0/0 to port 2222, and bake\.ingress says 127\.0\.0\.1/32 to port 2222\. Packer was ended\.");
        run.Output.ShouldMatch("Packer (removed everything temporary; there|left something behind, which was removed: .*\\. There) is no image\\. Live traffic is untouched\\.");
        (await Then.BakeRemains()).ShouldBeEmpty();
        (await Then.Images()).Count.ShouldBe(images);
        Cloud.Add(Environment);
    }

    private async Task<BundtRun> BeginningToBake()
    {
        var run = When.BeginningToRelease();
        await Eventually.Holds("Packer to provision", () => run.Ended || run.Output.Contains("Connected to SSH", StringComparison.Ordinal));
        return run;
    }
}
