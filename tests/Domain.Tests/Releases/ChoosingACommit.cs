using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public sealed class ChoosingACommit
{
    private static readonly SourceTag[] Tags =
    [
        new(Some.Version("1.0.0"), "old", IsAnnotated: true),
        new(Some.Version("1.1.0-rc.1"), "head", IsAnnotated: true),
        new(Some.Version("1.1.0"), "head", IsAnnotated: true),
        new(Some.Version("1.2.0-feature-x.9"), "tried", IsAnnotated: true),
        new(Some.Version("1.2.0-feature-x.10"), "tried", IsAnnotated: true),
        new(Some.Version("9.9.9"), "head", IsAnnotated: false),
    ];

    [Fact]
    public void Should_Take_A_Named_Release_From_Where_It_Was_Tagged() =>
        Candidate.Choose("head", Tags, Some.Version("1.0.0")).ShouldBe(new("old", Some.Version("1.0.0")));

    [Fact]
    public void Should_Cut_A_New_Release_From_The_Head() => Candidate.Choose("head", Tags, Some.Version("2.0.0")).ShouldBe(new("head", null));

    [Fact]
    public void Should_Know_The_Newest_Annotated_Release_Of_The_Head() => AsTagged("head", ahead: 0).ShouldBe(Some.Version("1.1.0"));

    [Fact]
    public void Should_Take_No_Pre_Release_In_The_Release_Branch_For_The_Release_That_It_Leads_To() => AsTagged("tried", ahead: 0).ShouldBeNull();

    [Fact]
    public void Should_Know_The_Newest_Pre_Release_Of_Another_Branch() => AsTagged("tried", ahead: 2).ShouldBe(Some.Version("1.2.0-feature-x.10"));

    [Fact]
    public void Should_Know_No_Release_Of_A_New_Head() => AsTagged("new", ahead: 0).ShouldBeNull();

    [Fact]
    public void Should_Keep_To_The_Release_That_Was_Asked_For() =>
        new Candidate("head", null).AsTagged(Tags, At(ahead: 0), Some.Version("2.0.0")).ShouldBe(new("head", null));

    [Fact]
    public void Rule_03_Should_Refuse_A_Lightweight_Tag() =>
        Should.Throw<Problem>(() => Candidate.Choose("head", Tags, Some.Version("9.9.9"))).What.ShouldContain("lightweight");

    private static Standing At(int ahead) => new("origin", new("origin/main", ahead, Behind: 0), [], CheckedOut: null);

    private static ReleaseVersion? AsTagged(string commit, int ahead) => Candidate.Choose(commit, Tags, null).AsTagged(Tags, At(ahead), null).Version;
}
