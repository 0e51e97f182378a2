namespace Bundt.View.Tests;

public sealed class TheBuildServer
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Should_Fold_Targets_And_Show_The_Error_On_GitHub()
    {
        Told(On("true"));

        _output.ToString().ShouldBe("::group::Deploy\n::endgroup::\n::error title=shop%3A prod%2C 100%25::It is sick.%0A  Live traffic is untouched.\n");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public void Should_Say_Nothing_Elsewhere(string? value)
    {
        Told(On(value));

        _output.ToString().ShouldBeEmpty();
    }

    private BuildServer On(string? value) => new(_output, name => name == "GITHUB_ACTIONS" ? value : null);

    private static void Told(BuildServer server)
    {
        server.Begin("Deploy");
        server.End();
        server.Fail("shop: prod, 100%", "It is sick.\n  Live traffic is untouched.");
    }
}
