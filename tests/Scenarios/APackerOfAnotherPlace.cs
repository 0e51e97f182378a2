using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Bakes with a Packer that is not the one on PATH: at a path, or in a container, by the Docker of this computer.</summary>
public sealed class APackerOfAnotherPlace(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("elsewhere") { Application = "elsewhere", LeaseExpiry = 6 })
{
    private const string Token = "planted-0123456789abcdef-token";
    private const string Label = "bundt.packer";
    private const string AtItsPath = "packer: tools/packer";
    private const string InItsContainer = $"packerIn: {{ image: '{Docker.Packer}' }}";

    private string Tools => Path.Combine(Cloud.Home, "tools");

    [Fact]
    public async Task Should_Bake_With_The_Program_At_The_Path()
    {
        await WritePacker("echo \"$*\" >>\"$(dirname \"$0\")/calls\"\nexec packer \"$@\"\n");
        Cloud.Add(Environment with { Bake = AtItsPath });
        await Given.ACommit("feat: what the program at a path bakes");

        await Bakes();

        (await File.ReadAllLinesAsync(Path.Combine(Tools, "calls"), TestContext.Current.CancellationToken)).Select(call => call.Split(' ')[1]).ShouldBe(["version", "build"]);
    }

    [Fact]
    public async Task Should_Bake_In_A_Container()
    {
        await GivenAContainerImage();
        await Given.ACommit("feat: what a container bakes");

        await Bakes();

        (await Docker.Containers(Label)).ShouldBeEmpty();
        (await When.Running("Bake")).Output.ShouldContain("baked from the same inputs");
    }

    [Theory]
    [InlineData("SIGTERM")]
    [InlineData("Ctrl-C")]
    public async Task Rule_08_Should_Leave_Nothing_When_A_Bake_In_A_Container_Is_Asked_To_End(string how)
    {
        await GivenAContainerImage();
        await Given.ACommit($"feat: something in a container that {how} calls off");
        var images = (await Then.Images()).Count;
        var run = await BeginningToBake();

        Narrator.Tell("When", how);
        await (how == "Ctrl-C" ? run.Interrupt() : run.Terminate());
        await When.Ended(run);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Packer removed everything temporary; there is no image. Live traffic is untouched.");
        run.Output.ShouldContain("Terminating the source AWS instance");
        (await Then.BakeRemains()).ShouldBeEmpty();
        (await Docker.Containers(Label)).ShouldBeEmpty();
        (await Then.Images()).Count.ShouldBe(images);
    }

    [Fact]
    public async Task Rule_08_Should_Let_The_Container_Of_A_Killed_Run_Clean_Up()
    {
        await GivenAContainerImage();
        await Given.ACommit("feat: something in a container that a power failure interrupts");
        var images = (await Then.Images()).Count;
        var run = await BeginningToBake();

        Narrator.Tell("When", "SIGKILL");
        await run.Kill();
        var left = (await Docker.Containers(Label)).ShouldHaveSingleItem();
        var again = await When.Running("Bake");

        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain($"the container {left} removed: a run that was killed had left it");
        (await Docker.Containers(Label)).ShouldBeEmpty();
        (await Then.BakeRemains()).ShouldBeEmpty();
        (await Then.Images()).Count.ShouldBe(images + 1);
    }

    [Theory]
    [InlineData("packer: tools/none", "/tools/none, and there is no such file.")]
    [InlineData("packer: environments/elsewhere.yaml", "/environments/elsewhere.yaml, which is not executable.")]
    [InlineData("packer: tools/packer\n  packerIn: { image: packer }", "bake.packer is 'tools/packer': expected no bake.packerIn beside it")]
    public Task Should_Say_What_Is_Wrong_With_The_Program(string bake, string told) => Refuses(bake, told);

    [Fact]
    public async Task Should_Say_That_The_Container_Image_Cannot_Be_Had()
    {
        await GivenAContainerImage();

        await Refuses(
            "packerIn: { image: '127.0.0.1:9/bundt/packer:1.11.2' }", "The image 127.0.0.1:9/bundt/packer:1.11.2 (bake.packerIn.image) is not on this computer, and could not be pulled: ");
    }

    [Fact]
    public Task Should_Say_That_Docker_Does_Not_Answer() => Refuses(
        InItsContainer, $"Packer is to run in the image {Docker.Packer} (bake.packerIn), and Docker's daemon does not answer: Cannot connect to the Docker daemon at unix:///nowhere", "DOCKER_HOST=unix:///nowhere");

    // A whole bake, with secrets that are to be found nowhere; what is told of it is as long as what was done.
    private async Task Bakes()
    {
        var images = (await Then.Images()).Count;
        Narrator.Tell("When", "running Bake");
        var run = await When.Ended(Cloud.StartThrough(["env", $"PKR_VAR_repository_token={Token}"], "--target=Bake", $"--env={Environment.Name}"));

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldMatch(@"Bake +elsewhere-v\S+ from ami-\w+ with Packer 1\.6\.6\n");
        run.Output.ShouldMatch(@"ami-\w+ is elsewhere-v\S+: .*\bupload [0-9.]+ s, ready\.sh [0-9.]+ s, fetch\.sh [0-9.]+ s, build\.sh [0-9.]+ s, install\.sh [0-9.]+ s, .*\bclean\.sh [0-9.]+ s\b");
        (await Then.Images()).Count.ShouldBe(images + 1);
        (await Then.BakeRemains()).ShouldBeEmpty();

        var folder = Directory.GetDirectories(Path.Combine(Cloud.Home, "artifacts", Environment.Name)).Single(folder => folder.Contains($"-{run.Id}-", StringComparison.Ordinal));
        (await File.ReadAllTextAsync(Path.Combine(folder, "packer.log"), TestContext.Current.CancellationToken)).ShouldContain("\n==> amazon-ebs.web: Waiting for SSH to become available...\n");
        (await File.ReadAllTextAsync(Path.Combine(folder, "packer-debug.log"), TestContext.Current.CancellationToken)).ShouldContain("[INFO] Packer version: 1.6.6");
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            text.ShouldNotContain(Token, Case.Sensitive, file);
            text.ShouldNotContain(Cloud.Secret, Case.Sensitive, file);
            text.ShouldNotContain("PRIVATE KEY", Case.Sensitive, file);
        }

        run.Output.ShouldNotContain(Token);
    }

    private async Task Refuses(string bake, string told, params string[] environment)
    {
        await Given.ACommit($"feat: something that {bake.Length} letters keep from being baked");
        Cloud.Add(Environment with { Bake = bake });
        var (since, tags) = (await Cloud.Now(), await Then.Tags());

        var run = await When.Ended(Cloud.StartThrough(["env", .. environment], "--target=Release", $"--env={Environment.Name}"));
        Cloud.Add(Environment);

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain(told);
        run.Output.ShouldContain("Nothing was changed.");
        run.Output.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is for --verbosity=diagnostic");
        (await Cloud.Calls(since)).Where(call => call.Write).Select(call => call.Action).ShouldBeEmpty();
        (await Then.Tags()).ShouldBe(tags);
    }

    private async Task GivenAContainerImage()
    {
        var missing = await Docker.Missing(Docker.Packer, "packer");
        Assert.SkipWhen(missing is not null, missing ?? "");
        Cloud.Add(Environment with { Bake = InItsContainer });
    }

    private async Task WritePacker(string script)
    {
        Directory.CreateDirectory(Tools);
        var file = Path.Combine(Tools, "packer");
        await File.WriteAllTextAsync(file, "#!/bin/sh\n" + script, TestContext.Current.CancellationToken);
        await Programs.Run("chmod", "+x", file);
    }

    private async Task<BundtRun> BeginningToBake()
    {
        var run = When.BeginningToRelease();
        await Eventually.Holds("Packer to provision", () => run.Ended || run.Output.Contains("Connected to SSH", StringComparison.Ordinal));
        (await Docker.Containers(Label)).ShouldHaveSingleItem();
        return run;
    }
}
