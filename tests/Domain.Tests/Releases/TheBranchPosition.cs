using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public sealed class TheBranchPosition
{
    private static readonly Candidate Untagged = new("0123456789abcdef", null);
    private static readonly Candidate Tagged = new("0123456789abcdef", new(1, 4, 2));

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1, "origin/main has moved on: it has 1 commit that the clone at 0123456789 has not.")]
    [InlineData(0, 3, "origin/main has moved on: it has 3 commits that the clone at 0123456789 has not.")]
    [InlineData(2, 0, "Commit 0123456789 is not in origin/main: 2 commits not pushed yet.")]
    [InlineData(1, 3, "Commit 0123456789 is not in origin/main, which has moved on: 1 commit not pushed yet, and 3 commits not pulled.")]
    public void Should_Refuse_What_Is_Not_The_Tip_Of_The_Branch(int ahead, int behind, string? told) =>
        (new BranchPosition("origin/main", ahead, behind).Refusal(Untagged)?.What).ShouldBe(told);

    [Theory]
    [InlineData(0, 3, true)]
    [InlineData(1, 0, false)]
    [InlineData(1, 3, false)]
    public void Rule_03_Should_Take_A_Tagged_Commit_That_The_Branch_Contains_And_No_Other(int ahead, int behind, bool releasable) =>
        (new BranchPosition("origin/main", ahead, behind).Refusal(Tagged) is null).ShouldBe(releasable);
}
