using Cake.Docker;

namespace Bundt.Packages.Tests.Docker;

/// <summary>Settings, and the options that docker gets for them.</summary>
public sealed class WritingOptions : IDisposable
{
    private readonly FakeDocker _docker = new();

    public static TheoryData<DockerContainerRunSettings, string> Run => new()
    {
        { new(), "" },
        { new() { CapDrop = ["ALL", "NET_RAW"] }, "--cap-drop|ALL|--cap-drop|NET_RAW|" },
        { new() { Cpus = 2 }, "--cpus|2|" },
        { new() { Detach = true }, "--detach|" },
        { new() { Detach = false }, "" },
        { new() { Entrypoint = "/bin/sh" }, "--entrypoint|/bin/sh|" },
        { new() { Env = ["A=1", "B=two words"] }, "--env|A=1|--env|B=two words|" },
        { new() { Env = [] }, "" },
        { new() { Env = ["", "A=1"] }, "--env|A=1|" },
        { new() { Init = true, Interactive = true, Tty = true }, "--init|--interactive|--tty|" },
        { new() { Label = ["bundt:app=web"] }, "--label|bundt:app=web|" },
        { new() { Memory = "512m", PidsLimit = 100 }, "--memory|512m|--pids-limit|100|" },
        { new() { Memory = "1g", MemorySwap = "1g", SecurityOpt = ["no-new-privileges"] }, "--memory|1g|--memory-swap|1g|--security-opt|no-new-privileges|" },
        { new() { Mount = ["type=bind,source=/a b,target=/c"] }, "--mount|type=bind,source=/a b,target=/c|" },
        { new() { Name = "" }, "" },
        { new() { Name = "tests", Network = "none" }, "--name|tests|--network|none|" },
        { new() { Platform = "linux/arm64" }, "--platform|linux/arm64|" },
        { new() { Publish = ["8080:80"] }, "--publish|8080:80|" },
        { new() { ReadOnly = true, Tmpfs = ["/tmp"] }, "--read-only|--tmpfs|/tmp|" },
        { new() { Rm = true }, "--rm|" },
        { new() { User = "1000:1000", Workdir = "/src" }, "--user|1000:1000|--workdir|/src|" },
        { new() { Volume = ["/a house:/src:ro"] }, "--volume|/a house:/src:ro|" },
        { new() { Workdir = "/src", Volume = ["/:/src"], Rm = true, Cpus = 1 }, "--cpus|1|--rm|--volume|/:/src|--workdir|/src|" },
        { new() { ToolTimeout = TimeSpan.FromMinutes(90) }, "--tool-timeout|1h30m0s|" },
        { new() { NoWorkingDirectory = true }, "--no-working-directory|" },
    };

    public static TheoryData<DockerImageBuildSettings, string> Build => new()
    {
        { new() { BuildArg = ["VERSION=1.2.0"] }, "--build-arg|VERSION=1.2.0|" },
        { new() { File = "my images/Dockerfile" }, "--file|my images/Dockerfile|" },
        { new() { Label = ["a=b"], Network = "host" }, "--label|a=b|--network|host|" },
        { new() { NoCache = true, Pull = true, Quiet = true }, "--no-cache|--pull|--quiet|" },
        { new() { Platform = "linux/amd64", Target = "tests" }, "--platform|linux/amd64|--target|tests|" },
        { new() { Rm = true }, "--rm=True|" },
        { new() { Rm = false }, "--rm=False|" },
        { new() { Tag = ["web:1", "web:latest"] }, "--tag|web:1|--tag|web:latest|" },
    };

    [Theory]
    [MemberData(nameof(Run))]
    public void Should_Write_How_To_Run(DockerContainerRunSettings settings, string options)
    {
        _docker.Context.DockerRun(settings, "alpine", "true");

        _docker.Arguments.ShouldBe($"|run|{options}alpine|true|");
    }

    [Theory]
    [MemberData(nameof(Build))]
    public void Should_Write_How_To_Build(DockerImageBuildSettings settings, string options)
    {
        _docker.Context.DockerBuild(settings, ".");

        _docker.Arguments.ShouldBe($"|image|build|{options}.|");
    }

    [Fact]
    public void Should_Write_How_To_Stop()
    {
        _docker.Context.DockerStop(new DockerContainerStopSettings { Time = 5 }, "one", "two");
        _docker.Arguments.ShouldBe("|stop|--time|5|one|two|");

        _docker.Context.DockerStop("one");
        _docker.Arguments.ShouldBe("|stop|one|");
    }

    [Fact]
    public void Should_Write_How_To_Pull()
    {
        _docker.Context.DockerPull(new() { AllTags = true, DisableContentTrust = false, Platform = "linux/arm64" }, "alpine");

        _docker.Arguments.ShouldBe("|pull|--all-tags|--disable-content-trust=False|--platform|linux/arm64|alpine|");
    }

    [Fact]
    public void Should_Write_How_To_Execute_In_A_Container()
    {
        var settings = new DockerContainerExecSettings { Env = ["A=1"], Interactive = true, User = "app", Workdir = "/src" };

        _docker.Context.DockerExec(settings, "tests", "ls", "-l");

        _docker.Arguments.ShouldBe("|exec|--env|A=1|--interactive|--user|app|--workdir|/src|tests|ls|-l|");
    }

    [Fact]
    public void Should_Write_How_To_Copy()
    {
        _docker.Context.DockerCp("tests:/out", "./out", new() { Archive = true, FollowLink = true });

        _docker.Arguments.ShouldBe("|cp|--archive|--follow-link|tests:/out|./out|");
    }

    [Fact]
    public void Should_Write_How_To_List_And_Remove_Containers()
    {
        _docker.Context.DockerPs(new() { All = true, Filter = "label=a=b c", Format = "{{.ID}}", Quiet = true });
        _docker.Arguments.ShouldBe("|ps|--all|--filter|label=a=b c|--format|{{.ID}}|--quiet|");

        _docker.Context.DockerRm(new DockerContainerRmSettings { Force = true, Volumes = true }, "one", "two");
        _docker.Arguments.ShouldBe("|rm|--force|--volumes|one|two|");
    }

    public void Dispose() => _docker.Dispose();
}
