using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class TheTest : AtWork
{
    private const string Head = "0123456789abcdef0123456789abcdef01234567";
    private const string Tried = "fedcba9876543210fedcba9876543210fedcba98";

    private readonly ISourceCode _source = Substitute.For<ISourceCode>();
    private readonly IOwnTests _tests = Substitute.For<IOwnTests>();
    private readonly StringWriter _said = new();

    public TheTest()
    {
        _source.Head().Returns(Head);
        _source.Tags().Returns([new(new(1, 5, 0, "feature-x.2"), Tried, IsAnnotated: true)]);
        _source.Uncommitted().Returns([]);
        _source.When(source => source.CheckOut(Arg.Any<string>(), Arg.Any<string>(), Arg.Any<CancellationToken>())).Do(call => Directory.CreateDirectory(call.ArgAt<string>(1)));
        Stands(Head, ahead: 0);
        Stands(Tried, ahead: 2, new BranchPosition("origin/feature/x", 0, 0));
    }

    [Fact]
    public async Task Should_Test_The_Head_Of_A_Clone_That_Is_Clean_And_Up_To_Date()
    {
        await Test();

        await _tests.Received(1).Run(Arg.Is<TestOrder>(order => order.Commit == Head), Arg.Any<Action<string>>(), Arg.Any<CancellationToken>());
        Context.Release.Commit.ShouldBe(Head);
    }

    [Fact]
    public async Task Should_Refuse_A_Clone_With_Changes()
    {
        _source.Uncommitted().Returns(["a", "b", "c", "d", "e", "f"]);

        (await Should.ThrowAsync<Problem>(Test)).What.ShouldBe("The clone ../shop has changes that are not committed: a, b, c, d, e and 1 more.");
    }

    [Fact]
    public async Task Should_Refuse_A_Clone_That_Was_Left_Behind()
    {
        Stands(Head, ahead: 0, behind: 2);

        (await Should.ThrowAsync<Problem>(Test)).What.ShouldBe("origin/main has moved on: it has 2 commits that the clone at 0123456789 has not.");
    }

    [Fact]
    public async Task Rule_03_Should_Refuse_A_Named_Pre_Release_Where_There_Are_None()
    {
        BeginWith("--release=1.5.0-feature-x.2");

        (await Should.ThrowAsync<Problem>(Test)).What.ShouldBe("v1.5.0-feature-x.2 is a pre-release, and prod takes none.");

        await _tests.DidNotReceiveWithAnyArgs().Run(null!, null!, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Should_Take_A_Named_Pre_Release_As_It_Was_Tagged_Where_There_Are_Some()
    {
        BeginWith("--release=1.5.0-feature-x.2");
        Allow();

        await Test();

        _said.ToString().ShouldContain("fedcba9876 passed already: it is v1.5.0-feature-x.2");
        Context.Release.Commit.ShouldBe(Tried);
    }

    private Task Test() => new Pipeline.Tasks.Test(_source, new Selection(_source), _tests, new ReleaseView(_said)).RunAsync(Context);

    // In the run's own environment file, which is read at first use.
    private void Allow()
    {
        var file = Path.Combine(Context.Settings.Home.Team, "environments", "prod.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("  port: 8080", "  port: 8080\n  preReleases: true", StringComparison.Ordinal));
    }

    private void Stands(string commit, int ahead, params BranchPosition[] others) => Stands(commit, ahead, behind: 0, others);

    private void Stands(string commit, int ahead, int behind, params BranchPosition[] others) => _source.Standing(commit, Arg.Any<CancellationToken>())
        .Returns(new Standing("origin", new("origin/main", ahead, behind), others, CheckedOut: null));
}
