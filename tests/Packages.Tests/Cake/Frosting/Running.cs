namespace Bundt.Packages.Tests.Frosting;

/// <summary>What a build does with its targets.</summary>
public sealed class Running
{
    [Fact]
    public async Task Should_Run_What_The_Target_Depends_On_First_And_Give_Everything_Its_Services()
    {
        var build = await BuildProgram.Run();

        build.ExitCode.ShouldBe(0);
        build.Banners.ShouldBe(["Clean", "Build", "Default"]);
        build.Output.ShouldContain("gate: open for Default: Clean,Build,Default");
        build.Output.ShouldContain("swish in dev, same broom: True");
        build.Output.ShouldContain("built");
        build.Output.ShouldContain("gate: closed, all well: True");
        build.Summary.ShouldBe(["Setup Succeeded", "Clean Succeeded", "Build Succeeded", "Teardown Succeeded"]);
    }

    [Fact]
    public async Task Should_Fail_With_1_Run_Nothing_Further_And_Tear_Down()
    {
        var build = await BuildProgram.Run("--target=AfterFail");

        build.ExitCode.ShouldBe(1);
        build.Errors.ShouldContain("An error occurred when executing task 'Fail'.");
        build.Errors.ShouldContain("Error: boom");
        build.Output.ShouldContain("finally");
        build.Output.ShouldContain("gate: closed, all well: False");
        build.Output.ShouldNotContain("never");
        build.Summary.ShouldBe(["Setup Succeeded", "Fail Failed", "Teardown Succeeded"]);
    }

    [Theory]
    [InlineData("Soft")]
    [InlineData("Handled")]
    public async Task Should_Succeed_After_A_Failure_That_The_Task_Takes_On_Itself(string target)
    {
        var build = await BuildProgram.Run("--target", target);

        build.ExitCode.ShouldBe(0);
        build.Summary.ShouldContain($"{target} Failed");
    }

    [Fact]
    public async Task Should_Fail_When_The_Target_Itself_Is_Skipped()
    {
        var build = await BuildProgram.Run("--target=Build", "--skip-build");

        build.ExitCode.ShouldBe(1);
        build.Errors.ShouldContain("Error: Could not reach target 'Build' since it was skipped due to a criteria.");
    }

    [Fact]
    public async Task Should_Fail_For_A_Target_That_Does_Not_Exist_Without_Setting_Up()
    {
        var build = await BuildProgram.Run("--target=nope");

        build.ExitCode.ShouldBe(1);
        build.Errors.ShouldBe(["Error: The target 'nope' was not found."]);
        build.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Fail_When_A_Task_Asks_For_A_Service_That_Nobody_Registered()
    {
        var build = await BuildProgram.Run("--target=Broken");

        build.ExitCode.ShouldBe(1);
        build.Errors.ShouldContain(e => e.Contains("Unable to resolve service for type 'System.IDisposable'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_Match_Targets_Without_Regard_To_Case_And_Run_Several()
    {
        var build = await BuildProgram.Run("--target", "later-on", "--target", "CLEAN");

        build.ExitCode.ShouldBe(0);
        build.Banners.ShouldBe(["Early", "Later-On", "Clean"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Run_The_Target_Alone_When_Exclusive()
    {
        var build = await BuildProgram.Run("--target=Build", "--exclusive");

        build.ExitCode.ShouldBe(0);
        build.Banners.ShouldBe(["Build"]);
    }

    [Fact]
    public async Task Should_Name_The_Tasks_Of_A_Dry_Run_And_Run_None_Of_Them()
    {
        var build = await BuildProgram.Run("--dryrun");

        build.ExitCode.ShouldBe(0);
        build.Output[0].ShouldBe("Performing dry run...");
        build.Output.ShouldContain("1. Clean");
        build.Output.ShouldContain("3. Default");
        build.Output.ShouldContain("gate: closed, all well: True");
        build.Output.ShouldContain("This was a dry run.");
        build.Output.ShouldNotContain("built");
    }

    [Fact]
    public async Task Should_Surround_Each_Task_With_The_Task_Lifetime()
    {
        var build = await BuildProgram.Run("--target=Default", "--skip-build", "--verbosity=verbose");

        build.Output.ShouldContain("gate: before Clean");
        build.Output.ShouldContain("gate: after Clean, skipped: False");
        build.Output.ShouldContain("gate: after Build, skipped: True");
    }
}
