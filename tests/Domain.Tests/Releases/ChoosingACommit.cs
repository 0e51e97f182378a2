using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public sealed class ChoosingACommit
{
    private static readonly SourceTag[] Tags =
    [
        new(Some.Version("1.0.0"), "old", IsAnnotated: true),
        new(Some.Version("1.1.0-rc.1"), "head", IsAnnotated: true),
        new(Some.Version("1.1.0"), "head", IsAnnotated: true),
        new(Some.Version("9.9.9"), "head", IsAnnotated: false),
    ];

    [Fact]
    public void Should_Take_A_Named_Release_From_Where_It_Was_Tagged() =>
        Candidate.Choose("head", Tags, Some.Version("1.0.0")).ShouldBe(new("old", Some.Version("1.0.0")));

    [Fact]
    public void Should_Cut_A_New_Release_From_The_Head() => Candidate.Choose("head", Tags, Some.Version("2.0.0")).ShouldBe(new("head", null));

    [Fact]
    public void Should_Know_The_Newest_Annotated_Release_Of_The_Head() => Candidate.Choose("head", Tags, null).ShouldBe(new("head", Some.Version("1.1.0")));

    [Fact]
    public void Should_Know_No_Release_Of_A_New_Head() => Candidate.Choose("new", Tags, null).ShouldBe(new("new", null));

    [Fact]
    public void Rule_03_Should_Refuse_A_Lightweight_Tag() =>
        Should.Throw<Problem>(() => Candidate.Choose("head", Tags, Some.Version("9.9.9"))).What.ShouldContain("lightweight");
}
