namespace Bundt.Entry.Tests;

/// <summary>build.ps1 builds when it must, as build.sh does.</summary>
public sealed class TheBuild : IDisposable
{
    private readonly House _house = new();
    private readonly House _other = new();

    public void Dispose()
    {
        _house.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Should_Publish_The_Same_Projects_In_The_Same_Way()
    {
        var windows = Shell.PowerShell(_house, "./build.ps1 --env=x first");
        var elsewhere = await Shell.Bash(_other, "--env=x", "first");

        _house.Published.Count.ShouldBe(2);
        _house.Published.ShouldBe(_other.Published);
        windows.Errors.ShouldBe("Building Bundt …");
        windows.Errors.ShouldBe(elsewhere.Errors);
        _house.Plain(windows.Output).ShouldBe(_other.Plain(elsewhere.Output));
        windows.ExitCode.ShouldBe(elsewhere.ExitCode);
    }

    [Theory]
    [InlineData("build/Pipeline/Program.cs", true)]
    [InlineData("build/Pipeline/More.cs", true)]
    [InlineData(".editorconfig", true)]
    [InlineData("global.json", true)]
    [InlineData("build/Pipeline/obj/More.cs", false)]
    [InlineData("build/Pipeline/bin/More.cs", false)]
    [InlineData("build/environments/local.yaml", false)]
    [InlineData("build/environments/examples/prod.yaml", false)]
    public async Task Should_Build_Again_When_The_Same_Files_Change(string file, bool again)
    {
        Shell.PowerShell(_house, "./build.ps1 --env=x");
        await Shell.Bash(_other, "--env=x");
        _house.Write(file, "changed");
        _other.Write(file, "changed");

        Shell.PowerShell(_house, "./build.ps1 --env=x");
        await Shell.Bash(_other, "--env=x");

        _house.Published.Count.ShouldBe(again ? 4 : 2);
        _house.Published.ShouldBe(_other.Published);
    }

    [Fact]
    public void Should_Build_Again_When_A_File_Is_Gone()
    {
        _house.Write("build/Pipeline/More.cs", "");
        Shell.PowerShell(_house, "./build.ps1 --env=x");
        File.Delete(Path.Combine(_house.Folder, "build/Pipeline/More.cs"));

        Shell.PowerShell(_house, "./build.ps1 --env=x");

        _house.Published.Count.ShouldBe(4);
    }

    [Fact]
    public void Should_Keep_One_Build()
    {
        Shell.PowerShell(_house, "./build.ps1 --env=x");
        var first = _house.Builds.ShouldHaveSingleItem();
        _house.Write("build/Pipeline/Program.cs", "// changed");

        Shell.PowerShell(_house, "./build.ps1 --env=x").ExitCode.ShouldBe(7);

        _house.Builds.ShouldHaveSingleItem().ShouldNotBe(first);
    }

    [Fact]
    public void Should_Show_The_Errors_Of_A_Failed_Build_And_Keep_The_Last_Good_One()
    {
        Shell.PowerShell(_house, "./build.ps1 --env=x");
        _house.Write("build/Pipeline/Program.cs", "oops");
        _house.Write("sdk/broken", "");

        var run = Shell.PowerShell(_house, "./build.ps1 --env=x");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("Program.cs(1,1): error CS1002");
        run.Errors.ShouldEndWith("Bundt could not be built: see the errors above.");
        _house.Builds.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData]
    [InlineData("8.0.100")]
    [InlineData("6.0.400", "8.0.100")]
    public async Task Should_Say_Which_Sdks_There_Are_When_The_Right_One_Is_Missing(params string[] sdks)
    {
        _house.HasOnly(sdks);
        _other.HasOnly(sdks);

        var windows = Shell.PowerShell(_house, "./build.ps1 --env=x");
        var elsewhere = await Shell.Bash(_other, "--env=x");

        windows.ExitCode.ShouldBe(1);
        windows.Errors.ShouldContain(sdks is [] ? "this machine has no .NET SDK at all." : $"this machine has {string.Join(' ', sdks)}.");
        windows.ShouldBe(elsewhere);
    }
}
