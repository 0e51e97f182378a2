using Cake.Core;
using Cake.Docker;

namespace Bundt.Packages.Tests.Docker;

/// <summary>What a build gets back from docker.</summary>
public sealed class Answering : IDisposable
{
    private readonly FakeDocker _docker = new();

    [Fact]
    public void Should_Answer_The_First_Line_Of_A_Run()
    {
        _docker.Prints("4f5e", "and more");

        _docker.Context.DockerRun("alpine", "true").ShouldBe("4f5e");
    }

    [Fact]
    public void Should_Answer_Nothing_When_A_Run_Prints_Nothing()
        => _docker.Context.DockerRun("alpine", "true").ShouldBeNull();

    [Fact]
    public void Should_Answer_All_Lines_Of_A_List_And_Of_A_Custom_Command()
    {
        _docker.Prints("one", "two");

        _docker.Context.DockerPs(new()).ShouldBe("one\ntwo");
        _docker.Context.DockerCustomCommand("version").ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Should_Tell_The_Exit_Code_Of_A_Failure()
    {
        _docker.EndsWith(3);

        const string message = "Docker: Process returned an error (exit code 3).";
        Should.Throw<CakeException>(() => _docker.Context.DockerRun("alpine", "false")).Message.ShouldBe(message);
        Should.Throw<CakeException>(() => _docker.Context.DockerRunWithoutResult("alpine", "false")).Message.ShouldBe(message);
        Should.Throw<CakeException>(() => _docker.Context.DockerBuild(".")).Message.ShouldBe(message);
    }

    [Fact]
    public void Should_Tell_That_There_Is_No_Docker()
    {
        _docker.IsMissing();

        Should.Throw<CakeException>(() => _docker.Context.DockerPull("alpine"))
            .Message.ShouldBe("Docker: Could not locate executable.");
    }

    [Fact]
    public void Should_Run_The_Program_That_The_Settings_Name()
    {
        var podman = _docker.IsNamed("podman");

        _docker.Context.DockerRun(new DockerContainerRunSettings { ToolPath = podman }, "alpine", "true");

        _docker.Arguments.ShouldBe("|run|alpine|true|");
    }

    public void Dispose() => _docker.Dispose();
}
