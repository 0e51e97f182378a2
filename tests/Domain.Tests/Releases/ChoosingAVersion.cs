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

    public sealed class For_A_Pre_Release
    {
        private static readonly ReleaseVersion Release = new(1, 5, 0);

        [Theory]
        [InlineData("feature/x", "1.5.0-feature-x.1")]
        [InlineData("Feature/X_1", "1.5.0-feature-x-1.1")]
        [InlineData("feature//--x", "1.5.0-feature-x.1")]
        [InlineData("0123", "1.5.0-branch-0123.1")]
        [InlineData("4711-drain", "1.5.0-branch-4711-drain.1")]
        [InlineData("größe", "1.5.0-gr-e.1")]
        [InlineData("機能", "1.5.0-branch.1")]
        [InlineData("a-branch-with-a-name-of-many-words", "1.5.0-a-branch-with-a-name-of.1")]
        [InlineData("a-branch-with-a-nam-many-words", "1.5.0-a-branch-with-a-nam-many.1")]
        [InlineData("a-branch-with-a-name-ma-words", "1.5.0-a-branch-with-a-name-ma.1")]
        public void Should_Be_Named_After_The_Branch(string branch, string expected)
        {
            var version = VersionChoice.PreRelease(Release, branch, []);

            version.ToString().ShouldBe(expected);
            ReleaseVersion.Parse(expected).ShouldBe(version);
        }

        [Fact]
        public void Should_Count_On_From_Those_Of_The_Same_Branch_And_Release()
        {
            string[] taken =
            [
                "1.5.0-feature-x.9", "1.5.0-feature-x.10", "1.5.0-feature-y.30", "1.4.0-feature-x.20", "1.5.0-feature-x", "1.5.0-feature-x.rc", "1.5.0-feature-x.11.1",
                "1.5.0-feature-x-1.40", "1.5.0",
            ];

            VersionChoice.PreRelease(Release, "feature/x", taken.Select(Some.Version)).ToString().ShouldBe("1.5.0-feature-x.11");
        }

        [Fact]
        public void Should_Follow_The_One_Before_And_Precede_Its_Release()
        {
            var ninth = Some.Version("1.5.0-feature-x.9");
            var tenth = VersionChoice.PreRelease(Release, "feature/x", [ninth]);

            tenth.ShouldBeGreaterThan(ninth);
            tenth.ShouldBeLessThan(Release);
        }

        [Fact]
        public void Should_Make_Valid_Names_Of_Whatever_A_Branch_Is_Called() => CsCheck.Check.Sample(CsCheck.Gen.String, branch =>
        {
            var version = VersionChoice.PreRelease(Release, branch, []);

            ReleaseVersion.Parse(version.Tag).ShouldBe(version);
            Names.Group("web", "prod", version, 1).ShouldMatch("^[a-z0-9-]+$");
            Names.TooLong("a-name-that-is-as-long-as-it-can-", "a-long-name-of-an-environment", version).ShouldBeNull();
        });
    }
}
