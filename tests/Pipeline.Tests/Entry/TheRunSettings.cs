namespace Bundt.Pipeline.Tests.Entry;

public sealed class TheRunSettings : AtWork
{
    [Fact]
    public void Should_Give_Commands_That_Find_The_Same_Environment_Again() =>
        Context.Settings.Command("--target=Rollback").ShouldBe($"./build.sh --target=Rollback --env=prod --home={Context.Settings.Home.Team}");

    [Fact]
    public void Should_Give_The_Command_Of_The_Run_Itself() => With("--target=Rollback", "--take-lease", "--reason=it hangs").Settings.Again
        .ShouldBe($"./build.sh --target=Rollback --take-lease --reason=\"it hangs\" --env=prod --home={Context.Settings.Home.Team}");
}
