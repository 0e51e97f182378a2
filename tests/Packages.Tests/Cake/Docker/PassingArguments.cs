using Cake.Docker;

namespace Bundt.Packages.Tests.Docker;

/// <summary>What follows the options: images, commands, paths, references.</summary>
public sealed class PassingArguments : IDisposable
{
    private readonly FakeDocker _docker = new();

    [Theory]
    [InlineData("echo", new[] { "hi there" }, "|run|alpine|echo|hi|there|")]
    [InlineData("echo", new[] { "\"hi there\"" }, "|run|alpine|echo|hi there|")]
    [InlineData("sh -c true", new string[0], "|run|alpine|sh|-c|true|")]
    [InlineData("", new[] { "dropped" }, "|run|alpine|")]
    [InlineData(null, new[] { "dropped" }, "|run|alpine|")]
    public void Should_Quote_No_Argument_And_Drop_Those_Of_No_Command(string? command, string[] args, string expected)
    {
        _docker.Context.DockerRun("alpine", command!, args);
        _docker.Arguments.ShouldBe(expected);

        _docker.Context.DockerRunWithoutResult("alpine", command!, args);
        _docker.Arguments.ShouldBe(expected);
    }

    [Theory]
    [InlineData(".", "|image|build|.|")]
    [InlineData("a house", "|image|build|a house|")]
    [InlineData("\"a house\"", "|image|build|a house|")]
    public void Should_Quote_The_Path_To_Build_Once(string path, string expected)
    {
        _docker.Context.DockerBuild(path);

        _docker.Arguments.ShouldBe(expected);
    }

    [Fact]
    public void Should_Take_A_Custom_Command_As_It_Is()
    {
        _docker.Context.DockerCustomCommand("""image inspect --format "{{ .Id }}" alpine""");

        _docker.Arguments.ShouldBe("|image|inspect|--format|{{ .Id }}|alpine|");
    }

    [Fact]
    public void Should_Split_A_Path_To_Copy_At_Its_Blanks()
    {
        _docker.Context.DockerCp("tests:/out", "./y z");

        _docker.Arguments.ShouldBe("|cp|tests:/out|./y|z|");
    }

    [Fact]
    public void Should_Need_No_Settings()
    {
        _docker.Context.DockerPull("alpine");
        _docker.Arguments.ShouldBe("|pull|alpine|");

        _docker.Context.DockerExec("tests", "ls");
        _docker.Arguments.ShouldBe("|exec|tests|ls|");

        _docker.Context.DockerRm("tests");
        _docker.Arguments.ShouldBe("|rm|tests|");

        _docker.Context.DockerPs(null);
        _docker.Arguments.ShouldBe("|ps|");
    }

    [Fact]
    public void Should_Refuse_What_Names_Nothing()
    {
        Should.Throw<ArgumentNullException>(() => _docker.Context.DockerRun("", "true")).ParamName.ShouldBe("image");
        Should.Throw<ArgumentNullException>(() => _docker.Context.DockerExec("tests", "")).ParamName.ShouldBe("command");
        Should.Throw<ArgumentNullException>(() => _docker.Context.DockerBuild("")).ParamName.ShouldBe("path");
        Should.Throw<ArgumentNullException>(() => _docker.Context.DockerRm()).ParamName.ShouldBe("containers");
    }

    public void Dispose() => _docker.Dispose();
}
