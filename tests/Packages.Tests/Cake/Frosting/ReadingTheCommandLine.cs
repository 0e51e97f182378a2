namespace Bundt.Packages.Tests.Frosting;

/// <summary>What a build makes of its arguments.</summary>
public sealed class ReadingTheCommandLine
{
    [Fact]
    public async Task Should_Take_What_It_Does_Not_Know_As_Arguments()
    {
        var build = await BuildProgram.Run(
            "-t", "Show", "--env", "dev", "--env=prod", "--retest", "-x", "1", "--at=10:30", "--release=v1.4.0", "--url=http://a?b=c");

        build.ExitCode.ShouldBe(0);
        foreach (var line in new[] { "at = 10:30", "env = dev|prod", "release = v1.4.0", "retest =", "url = http://a?b=c", "x = 1" })
            build.Output.ShouldContain(line);
    }

    [Fact]
    public async Task Should_Give_The_Last_Of_A_Repeated_Argument()
        => (await BuildProgram.Run("-t", "Clean", "--env", "a", "--env", "b")).Output.ShouldContain("swish in b, same broom: True");

    /// <summary>Plain options are read by the host itself, all else by the command line library: they must agree.</summary>
    [Theory]
    [InlineData("--target=Show", "--target:Show")]
    [InlineData("--target Show --env prod", "--target:Show --env prod")]
    [InlineData("--target=Show --retest --env=prod -x 1", "--target:Show --retest --env=prod -x 1")]
    [InlineData("--target=Show --env=a --env=b --verbosity=verbose", "--target:Show --env:a --env=b --verbosity:verbose")]
    [InlineData("-t Show -v verbose -e --Env a", "--target:Show -v v -e --Env:a")]
    [InlineData("--exclusive --target=Show --sample_setting=given", "--exclusive --target:Show --sample_setting=given")]
    [InlineData("--target=Show --working=/", "--target:Show --working=/")]
    [InlineData("--dryrun --target=Default --env=x", "--dryrun --target:Default --env=x")]
    public async Task Should_Read_Plain_Options_As_The_Library_Does(string plain, string rare)
    {
        var read = await BuildProgram.Run(plain.Split(' '));
        var parsed = await BuildProgram.Run(rare.Split(' '));

        read.ExitCode.ShouldBe(0);
        Comparable(read).ShouldBe(Comparable(parsed));
    }

    [Theory]
    [InlineData("Clean", "Error: Unknown command 'Clean'.")]
    [InlineData("--target=Clean Build", "Error: Unknown command 'Build'.")]
    [InlineData("--target", "Error: Option 'target' is defined but no value has been provided.")]
    [InlineData("--verbosity=bogus", "Error: Failed to convert 'bogus' to Verbosity.")]
    public async Task Should_Answer_255_For_What_Cannot_Be_Read(string args, string error)
    {
        var build = await BuildProgram.Run(args.Split(' '));

        build.ExitCode.ShouldBe(255);
        build.Output.Concat(build.Errors).ShouldContain(error);
    }

    [Fact]
    public async Task Should_Refuse_A_Working_Directory_That_Does_Not_Exist()
    {
        var build = await BuildProgram.Run("--working=/nonexistent");

        build.ExitCode.ShouldBe(1);
        build.Errors.ShouldBe(["Error: The working directory '/nonexistent' does not exist."]);
    }

    [Fact]
    public async Task Should_Let_An_Argument_Override_A_Setting_Made_In_Code()
    {
        (await BuildProgram.Run("--target=Show")).Output.ShouldContain("setting = from code");
        (await BuildProgram.Run("--target=Show", "--sample_setting=given")).Output.ShouldContain("setting = given");
    }

    [Theory]
    [InlineData("quiet")]
    [InlineData("minimal")]
    public async Task Should_Print_Nothing_But_The_Summary_When_Quiet(string verbosity)
    {
        var build = await BuildProgram.Run("--target=Build", $"--verbosity={verbosity}");

        build.Banners.ShouldBeEmpty();
        build.Output.ShouldNotContain("built");
        build.Summary.ShouldContain("Build Succeeded");
    }

    [Theory]
    [InlineData("--help", "-t, --target <TARGET>          Default    Target task to invoke")]
    [InlineData("--tree", "└─Build")]
    [InlineData("--description", "Sweeps the floor")]
    [InlineData("--version", "Unknown")]
    public async Task Should_Tell_About_Itself_Without_Running_Anything(string option, string expected)
    {
        var build = await BuildProgram.Run(option);

        build.ExitCode.ShouldBe(0);
        build.Output.ShouldContain(l => l.EndsWith(expected, StringComparison.Ordinal));
        build.Output.ShouldNotContain(l => l.StartsWith("gate", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Comparable(BuildOutcome build)
        => build.Output.Where(l => !l.Contains("00:00", StringComparison.Ordinal)).Concat(build.Summary).Concat(build.Errors);
}
