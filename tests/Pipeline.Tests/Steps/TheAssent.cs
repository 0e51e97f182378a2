using Bundt.Domain;
using Bundt.Pipeline.Steps;
using Bundt.View;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheAssent : AtWork
{
    private const string Cut = "delete module.prod.aws_lb.this";
    private readonly StringWriter _output = new();

    [Theory]
    [InlineData(null, "--approve")]
    [InlineData(null, "--confirm=prod")]
    [InlineData("y")]
    [InlineData("yes")]
    public Task Should_Be_Given_By_A_Person_Or_Beforehand_Where_No_Traffic_Is_Cut(string? answer, params string[] options) => Demand(answer, cut: null, options);

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("prod")]
    [InlineData(null)]
    [InlineData(null, "--confirm=internal")]
    public Task Should_Be_Wanting_Otherwise(string? answer, params string[] options) => Should.ThrowAsync<Problem>(() => Demand(answer, cut: null, options));

    [Theory]
    [InlineData("prod")]
    [InlineData(null, "--confirm=prod")]
    public async Task Should_Be_Given_By_The_Name_Alone_Where_Traffic_Is_Cut(string? answer, params string[] options)
    {
        await Demand(answer, Cut, options);

        _output.ToString().ShouldContain($"live traffic flows, and would be cut: {Cut}");
    }

    [Theory]
    [InlineData("y")]
    [InlineData("Prod")]
    [InlineData(null)]
    [InlineData(null, "--approve")]
    [InlineData("prod", "--confirm=internal")]
    public Task Should_Not_Be_Given_By_Less_Where_Traffic_Is_Cut(string? answer, params string[] options) => Should.ThrowAsync<Problem>(() => Demand(answer, Cut, options));

    private Task Demand(string? answer, string? cut, string[] options)
    {
        var view = new ReleaseView(_output);
        return new Assent(new(answer is null ? null : new StringReader(answer), view), view).Demand(With(["--target=Provision", .. options]), "Make it?", cut);
    }
}
