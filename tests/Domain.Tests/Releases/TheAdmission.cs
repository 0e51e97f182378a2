using Bundt.Domain.Environments;
using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public sealed class TheAdmission
{
    private const string Commit = "0123456789abcdef";
    private static readonly BranchPosition Feature = new("origin/feature/x", 0, 0);
    private static readonly BranchPosition Other = new("origin/other", 0, 0);

    public sealed class In_The_Release_Branch
    {
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Should_Admit_A_Release(bool preReleases) => Refusal(At(ahead: 0), preReleases: preReleases).ShouldBeNull();

        [Fact]
        public void Rule_03_Should_Refuse_A_Pre_Release_Where_There_Are_None() => Told(Refusal(At(ahead: 0), asked: "1.5.0-rc.1", preReleases: false)).ShouldBe(
            """
            v1.5.0-rc.1 is a pre-release, and internal takes none.
              Nothing was changed.
              Release a version without a suffix from origin/main, or go to an environment whose file says application.preReleases: true.
            """);

        [Fact]
        public void Rule_03_Should_Refuse_A_Tagged_Pre_Release_Where_There_Are_None() =>
            Refusal(At(ahead: 0), tagged: "1.5.0-rc.1", preReleases: false)!.What.ShouldBe("v1.5.0-rc.1 is a pre-release, and internal takes none.");

        [Fact]
        public void Should_Admit_A_Pre_Release_That_Is_Asked_For() => Refusal(At(ahead: 0), asked: "1.5.0-rc.1").ShouldBeNull();

        [Fact]
        public void Should_Refuse_What_The_Branch_Has_Left_Behind() => Refusal(At(ahead: 0, behind: 1))!.What.ShouldStartWith("origin/main has moved on");

        [Fact]
        public void Should_Let_The_Branch_Move_On_While_A_Commit_Is_Tested() =>
            Admission.Refusal(new(Commit, null) { IsTested = true }, At(ahead: 0, behind: 1), asked: null, Environment(preReleases: false)).ShouldBeNull();

        [Fact]
        public void Rule_03_Should_Refuse_A_Commit_That_Was_Taken_Out_Of_The_Branch_While_It_Was_Tested() =>
            Admission.Refusal(new(Commit, null) { IsTested = true }, At(ahead: 1), asked: null, Environment(preReleases: false)).ShouldNotBeNull();

        [Fact]
        public void Should_Refuse_A_Version_That_Makes_Too_Long_Names()
        {
            var words = new string('x', 110);

            Told(Refusal(At(ahead: 0), asked: $"1.5.0-{words}")).ShouldBe(
                $"""
                v1.5.0-{words} is too long a version: shop-internal-v1-5-0-{words}-999 would have 135 characters, and AWS takes 128.
                  Nothing was changed.
                  Name a shorter one with --release.
                """);
        }
    }

    public sealed class In_Another_Branch
    {
        [Fact]
        public void Should_Admit_A_Pre_Release() => Refusal(At(ahead: 2, Feature)).ShouldBeNull();

        [Fact]
        public void Should_Admit_A_Tagged_Pre_Release_That_The_Branch_Has_Left_Behind() =>
            Refusal(At(ahead: 2, Feature with { Behind = 3 }), tagged: "1.5.0-feature-x.1").ShouldBeNull();

        [Fact]
        public void Rule_03_Should_Refuse_It_Where_There_Are_No_Pre_Releases() => Told(Refusal(At(ahead: 2, Feature, Other), preReleases: false)).ShouldBe(
            """
            Commit 0123456789 is not in origin/main, only in origin/feature/x, origin/other, and internal takes no pre-releases.
              Nothing was changed.
              Merge it into the release branch first, or go to an environment whose file says application.preReleases: true.
            """);

        [Fact]
        public void Rule_03_Should_Refuse_A_Release_That_Is_No_Pre_Release() => Told(Refusal(At(ahead: 2, Feature), asked: "1.5.0")).ShouldBe(
            """
            v1.5.0 is no pre-release, and commit 0123456789 is not in origin/main, only in origin/feature/x.
              Nothing was changed.
              Merge it into the release branch first, or leave out --release: then it becomes a pre-release.
            """);

        [Fact]
        public void Should_Refuse_What_The_Branch_Has_Left_Behind() => Refusal(At(ahead: 2, Feature with { Behind = 1 }))!.What
            .ShouldBe("origin/feature/x has moved on: it has 1 commit that the clone at 0123456789 has not.");

        [Fact]
        public void Should_Ask_Which_Of_Several_Branches_Is_Meant() => Told(Refusal(At(ahead: 2, Feature, Other))).ShouldBe(
            """
            Commit 0123456789 is in several branches of origin, and none of them is checked out: origin/feature/x, origin/other.
              Nothing was changed.
              Check out the branch that the pre-release is of, or name its version, as in --release=1.5.0-rc.1.
            """);

        [Fact]
        public void Should_Not_Ask_When_The_Version_Is_Named() => Refusal(At(ahead: 2, Feature, Other), asked: "1.5.0-rc.1").ShouldBeNull();

        [Fact]
        public void Should_Mean_The_Branch_That_Is_Checked_Out() =>
            (At(ahead: 2, Other, Feature) with { CheckedOut = "origin/feature/x" }).Branch.ShouldBe(Feature);

        [Fact]
        public void Should_Mean_The_Branch_That_Ends_In_The_Commit() => At(ahead: 2, Other with { Behind = 4 }, Feature).Branch.ShouldBe(Feature);

        [Fact]
        public void Should_Know_The_Name_Of_A_Branch_Without_That_Of_Its_Remote() => At(ahead: 2, Feature).NameOf(Feature).ShouldBe("feature/x");
    }

    public sealed class In_No_Branch
    {
        [Fact]
        public void Rule_03_Should_Refuse_It_Where_There_Are_Pre_Releases() => Told(Refusal(At(ahead: 2))).ShouldBe(
            """
            Commit 0123456789 is in no branch of origin.
              Nothing was changed.
              Push its branch first.
            """);

        [Fact]
        public void Rule_03_Should_Refuse_A_Tagged_Pre_Release() => Refusal(At(ahead: 2), tagged: "1.5.0-feature-x.1").ShouldNotBeNull();

        [Fact]
        public void Rule_03_Should_Refuse_It_Where_There_Are_None() =>
            Refusal(At(ahead: 2), preReleases: false)!.What.ShouldBe("Commit 0123456789 is not in origin/main: 2 commits not pushed yet.");
    }

    private static Standing At(int ahead, params BranchPosition[] others) => new("origin", new("origin/main", ahead, Behind: 0), others, CheckedOut: null);

    private static Standing At(int ahead, int behind) => new("origin", new("origin/main", ahead, behind), [], CheckedOut: null);

    private static Problem? Refusal(Standing standing, string? asked = null, string? tagged = null, bool preReleases = true) => Admission.Refusal(
        new(Commit, ReleaseVersion.TryParse(tagged)), standing, ReleaseVersion.TryParse(asked), Environment(preReleases));

    private static string Told(Problem? problem) => problem.ShouldNotBeNull().Message;

    private static ReleaseEnvironment Environment(bool preReleases) => new()
    {
        Name = "internal",
        Application = new() { Name = "shop", Checkout = "shop", PreReleases = preReleases },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-12-*", Owner = "amazon" }, Ingress = ["203.0.113.7/32"] },
        Servers = new() { Subnets = ["subnet-1"], SecurityGroups = ["web"] },
        Traffic = new() { LoadBalancer = "web", TargetGroups = new() { Blue = "blue", Green = "green" }, Preview = new() { Blue = 1, Green = 2 } },
    };
}
