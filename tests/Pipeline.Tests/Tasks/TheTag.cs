using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class TheTag : AtWork
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly BranchPosition Feature = new("origin/feature/x", 0, 0);

    private readonly ISourceCode _source = Substitute.For<ISourceCode>();
    private readonly StringWriter _said = new();
    private readonly List<SourceTag> _tags = [new(new(1, 4, 2), "before", IsAnnotated: true)];

    public TheTag()
    {
        _source.Tags().Returns(_ => _tags.ToArray());
        _source.Messages(Commit, Arg.Any<ReleaseVersion>()).Returns(["feat: a page\n\nWith a body.", "fix: a leak"]);
        Stands(ahead: 0);
    }

    [Fact]
    public async Task Should_Make_The_Next_Release_With_Its_Notes()
    {
        await Tag();

        await _source.Received(1).Tag(new(1, 5, 0), Commit, $"v1.5.0\n\n- feat: a page\n- fix: a leak\n\nBundt-Tests: passed in run {Context.Settings.Run}\n", Arg.Any<CancellationToken>());
        _said.ToString().ShouldContain("v1.5.0 made on 0123456789 and pushed (after v1.4.2)");
        Context.Release.Version.ShouldBe(new(1, 5, 0));
    }

    [Fact]
    public async Task Should_Count_No_Release_From_A_Pre_Release()
    {
        _tags.Add(new(new(2, 0, 0, "feature-x.3"), "elsewhere", IsAnnotated: true));
        _tags.Add(new(new(1, 5, 0, "feature-x.3"), Commit, IsAnnotated: true));

        await Tag();

        Context.Release.Version.ShouldBe(new(1, 5, 0));
        _source.Received(1).Messages(Commit, new(1, 4, 2));
    }

    [Fact]
    public async Task Should_Make_The_Next_Pre_Release_Of_A_Branch_Where_There_Are_Some()
    {
        _tags.Add(new(new(1, 5, 0, "feature-x.2"), "elsewhere", IsAnnotated: true));
        Stands(ahead: 2, Feature);
        Allow();

        await Tag();

        await _source.Received(1).Tag(new(1, 5, 0, "feature-x.3"), Commit, Arg.Any<string>(), Arg.Any<CancellationToken>());
        _said.ToString().ShouldContain("v1.5.0-feature-x.3 made on 0123456789 of origin/feature/x and pushed (after v1.4.2)");
    }

    [Fact]
    public async Task Should_Be_Content_With_The_Pre_Release_That_A_Commit_Is()
    {
        _tags.Add(new(new(1, 5, 0, "feature-x.2"), Commit, IsAnnotated: true));
        Stands(ahead: 2, Feature with { Behind = 1 });
        _source.IsPublished(new(1, 5, 0, "feature-x.2"), Arg.Any<CancellationToken>()).Returns(true);
        Allow();

        await Tag();

        _said.ToString().ShouldContain("v1.5.0-feature-x.2 stands on 0123456789 already");
        Context.Lease.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Rule_03_Should_Make_No_Pre_Release_Where_There_Are_None()
    {
        Stands(ahead: 2, Feature);

        (await Should.ThrowAsync<Problem>(Tag)).What.ShouldBe("Commit 0123456789 is not in origin/main, only in origin/feature/x, and prod takes no pre-releases.");

        await NoTag();
    }

    [Fact]
    public async Task Rule_03_Should_Give_No_Tag_To_A_Commit_That_Was_Taken_Out_Of_The_Branch_While_It_Was_Tested()
    {
        Stands(ahead: 1);

        (await Should.ThrowAsync<Problem>(Tag)).What.ShouldBe("Commit 0123456789 is not in origin/main: 1 commit not pushed yet.");

        await NoTag();
    }

    [Fact]
    public async Task Should_Let_The_Branch_Move_On_While_A_Commit_Is_Tested()
    {
        Stands(ahead: 0, behind: 3);

        await Tag();

        Context.Release.Version.ShouldBe(new(1, 5, 0));
    }

    [Fact]
    public async Task Should_Make_No_Version_That_Aws_Would_Not_Take()
    {
        BeginWith($"--release=1.5.0-{new string('x', 120)}");
        Allow();

        (await Should.ThrowAsync<Problem>(Tag)).What.ShouldContain("and AWS takes 128.");

        await NoTag();
    }

    private Task Tag()
    {
        Context.Release = Release.None.Tested(Commit);
        return new Pipeline.Tasks.Tag(_source, new Selection(_source), new ReleaseView(_said)).RunAsync(Context);
    }

    private void Stands(int ahead, params BranchPosition[] others) => Stands(ahead, behind: 0, others);

    private void Stands(int ahead, int behind, params BranchPosition[] others) => _source.Standing(Commit, Arg.Any<CancellationToken>())
        .Returns(new Standing("origin", new("origin/main", ahead, behind), others, CheckedOut: null));

    // In the run's own environment file, which is read at first use.
    private void Allow()
    {
        var file = Path.Combine(Context.Settings.Home.Team, "environments", "prod.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("  port: 8080", "  port: 8080\n  preReleases: true", StringComparison.Ordinal));
    }

    private Task NoTag() => _source.DidNotReceiveWithAnyArgs().Tag(null!, null!, null!, default);
}
