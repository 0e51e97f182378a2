using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public static class ChoosingAVersion
{
    public sealed class From_Commits
    {
        [Theory]
        [InlineData("fix: a leak", Bump.Patch)]
        [InlineData("Merge branch 'feature'", Bump.Patch)]
        [InlineData("features: more of them", Bump.Patch)]
        [InlineData("fix: not a\n\nfeat: in the body", Bump.Patch)]
        [InlineData("no BREAKING CHANGE: in mid-line", Bump.Patch)]
        [InlineData("feat: a page", Bump.Minor)]
        [InlineData("feat(shop): a page", Bump.Minor)]
        [InlineData("Feat: a page", Bump.Minor)]
        [InlineData("feat!: another page", Bump.Major)]
        [InlineData("refactor(api)!: drop v1", Bump.Major)]
        [InlineData("fix: a leak\n\nBREAKING CHANGE: the drain is gone", Bump.Major)]
        [InlineData("fix: a leak\n\nBREAKING-CHANGE: the drain is gone", Bump.Major)]
        public void Should_Read_The_Header_And_The_Footer(string message, Bump expected) => VersionChoice.FromCommits([message]).ShouldBe(expected);

        [Fact]
        public void Should_Take_The_Largest_Step() => VersionChoice.FromCommits(["fix: a", "feat: b", "chore: c"]).ShouldBe(Bump.Minor);

        [Fact]
        public void Should_Take_The_Smallest_Step_Without_Commits() => VersionChoice.FromCommits([]).ShouldBe(Bump.Patch);
    }

    public sealed class For_A_Release
    {
        [Theory]
        [InlineData(null, null, null, "1.0.0")]
        [InlineData(null, null, "1.4.2", "1.5.0")]
        [InlineData(null, Bump.Patch, "1.4.2", "1.4.3")]
        [InlineData(null, Bump.Major, null, "1.0.0")]
        [InlineData("3.0.0-rc.1", Bump.Major, "1.4.2", "3.0.0-rc.1")]
        public void Should_Prefer_What_Was_Asked_For(string? asked, Bump? bump, string? newest, string expected) =>
            VersionChoice.Choose(ReleaseVersion.TryParse(asked), bump, ReleaseVersion.TryParse(newest), ["feat: a page"]).ToString().ShouldBe(expected);
    }
}
