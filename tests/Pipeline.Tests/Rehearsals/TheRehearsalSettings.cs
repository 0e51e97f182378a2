using Bundt.Domain;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Rehearsals;

namespace Bundt.Pipeline.Tests.Rehearsals;

public sealed class TheRehearsalSettings
{
    [Fact]
    public void Should_Be_Of_Full_Size_And_Ten_Times_As_Quick_Without_Options() =>
        Read().ShouldBe(RehearsalSettings.Read(CommandLine.Read(["--target=Rehearse", "--scale=1", "--faster=10", "--load=50"], Targets.Names)));

    [Fact]
    public void Should_Read_What_Was_Asked_For() => Read("--from=v1.4.2", "--scale=0.5", "--faster=2.5", "--load=100", "--paths=/,/cart?a=1", "--with-hooks", "--faults=10").ShouldSatisfyAllConditions(
        settings => settings.From.ShouldBe(new(1, 4, 2)),
        settings => (settings.Scale, settings.Faster, settings.Load, settings.Faults, settings.RunsHooks).ShouldBe((0.5, 2.5, 100, 10, true)),
        settings => settings.Paths.ShouldBe(["/", "/cart?a=1"]));

    [Theory]
    [InlineData("--from=yesterday")]
    [InlineData("--scale=0")]
    [InlineData("--scale=1.1")]
    [InlineData("--scale=half")]
    [InlineData("--faster=0.5")]
    [InlineData("--faster=101")]
    [InlineData("--load=0")]
    [InlineData("--load=1001")]
    [InlineData("--load=2.5")]
    [InlineData("--paths=/,cart")]
    [InlineData("--paths=/,")]
    [InlineData("--faults=0")]
    public void Should_Refuse_What_It_Cannot_Be(string option) => Should.Throw<Problem>(() => Read(option)).What.ShouldStartWith($"{option}: expected ");

    [Theory]
    [InlineData("--scale=0.5", "Release")]
    [InlineData("--with-hooks", "Deploy")]
    [InlineData("--from=1.4.2", "Rollback")]
    public void Should_Belong_To_A_Rehearsal(string option, string target) =>
        Misplaced.First(CommandLine.Read([$"--target={target}", option], Targets.Names)).ShouldNotBeNull().What.ShouldBe($"{option.Split('=')[0]} is for Rehearse.");

    private static RehearsalSettings Read(params string[] options) => RehearsalSettings.Read(CommandLine.Read(["--target=Rehearse", .. options], Targets.Names));
}
