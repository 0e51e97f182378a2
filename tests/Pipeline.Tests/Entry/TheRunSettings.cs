namespace Bundt.Pipeline.Tests.Entry;

public sealed class TheRunSettings : AtWork
{
    [Fact]
    public void Should_Give_Commands_That_Find_The_Same_Environment_Again() =>
        Context.Settings.Command("--target=Rollback").ShouldBe($"./build.sh --target=Rollback --env=prod --home={Context.Settings.Home.Team}");
}
