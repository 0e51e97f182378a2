using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public sealed class TheRelease
{
    [Fact]
    public void Should_Say_Which_Target_Makes_What_Is_Missing()
    {
        (Func<Release, object> Ask, string Target)[] questions =
        [
            (release => release.Commit, "Test"), (release => release.Version, "Tag"), (release => release.Image, "Bake"),
            (release => release.ServerGroup, "Deploy"), (release => release.Routing, "Swap"),
        ];

        foreach (var (ask, target) in questions)
            Should.Throw<Problem>(() => ask(Release.None)).What.ShouldEndWith($"the target {target} makes it.");
    }

    [Fact]
    public void Should_Keep_What_Earlier_Targets_Found()
    {
        var release = Release.None.Tested("abc").Tagged(Some.Version("1.4.2")).InImage(Some.Ami).DeployedTo("web-prod-v1-4-2-1").Live(Some.Routing());

        release.Commit.ShouldBe("abc");
        release.Version.ShouldBe(Some.Version("1.4.2"));
        release.Image.ShouldBe(Some.Ami);
        release.ServerGroup.ShouldBe("web-prod-v1-4-2-1");
        release.IsLive.ShouldBeTrue();
    }

    [Fact]
    public void Should_Not_Be_Live_Before_The_Swap() => Release.None.DeployedTo("web-prod-v1-4-2-1").IsLive.ShouldBeFalse();
}
