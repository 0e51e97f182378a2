namespace Bundt.Entry.Tests;

/// <summary>build.ps1 hands over arguments and exit code.</summary>
public sealed class TheRun : IDisposable
{
    private readonly House _house = new();

    public void Dispose() => _house.Dispose();

    [Theory]
    [InlineData("--target=Release --env=prod", "<--target=Release><--env=prod>")]
    [InlineData("-t Release --env internal --retest", "<-t><Release><--env><internal><--retest>")]
    [InlineData("--env=internal,white-label-a --bump=minor", "<--env=internal,white-label-a><--bump=minor>")]
    [InlineData("--env internal,white-label-a", "<--env><internal,white-label-a>")]
    [InlineData("'--home=C:\\a house' \"\" --release=1.40.0", "<--home=C:\\a house><><--release=1.40.0>")]
    [InlineData("", "")]
    public void Should_Hand_Over_Arguments_As_They_Were_Typed(string typed, string received)
    {
        var run = Shell.PowerShell(_house, $"./build.ps1 {typed}");

        run.Output.ShouldBe($"<{_house.Folder}/artifacts/bin/Pipeline/Bundt.Pipeline.dll>{received}");
        run.ExitCode.ShouldBe(7);
    }

    [Fact]
    public void Should_Hand_Over_To_Build_Sh_Where_That_Is_The_Way_In()
    {
        _house.Write("build.ps1", File.ReadAllText(Path.Combine(House.Root, "build.ps1")));
        _house.Write("build.sh", "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 7\n");

        var run = Shell.PowerShell(_house, "./build.ps1 --env=internal,white-label-a 'a b'");

        run.Output.ShouldBe("<--env=internal,white-label-a><a b>");
        run.ExitCode.ShouldBe(7);
    }

    [Fact]
    public void Should_Make_No_Error_Of_An_Exit_Code_Whatever_The_Session_Says()
    {
        var run = Shell.PowerShell(_house, "./build.ps1 --env=x", "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true");

        run.ExitCode.ShouldBe(7);
    }

    [Fact]
    public void Should_Leave_The_Session_As_It_Was()
    {
        const string Seen = "\"$env:PATH|$env:DOTNET_NOLOGO|$env:DOTNET_CLI_TELEMETRY_OPTOUT|$([Console]::OutputEncoding.WebName)\"";

        var lines = Shell.PowerShell(_house, $"{Seen}; ./build.ps1 --env=x; {Seen}", "$env:DOTNET_NOLOGO = 'mine'; $env:DOTNET_CLI_TELEMETRY_OPTOUT = $null").Output.Split('\n');

        lines.Length.ShouldBe(3);
        lines[0].ShouldContain("|mine||");
        lines[2].ShouldBe(lines[0]);
    }
}
