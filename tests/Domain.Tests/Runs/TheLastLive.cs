using Bundt.Domain.Runs;

namespace Bundt.Domain.Tests.Runs;

public sealed class TheLastLive
{
    private static readonly RunRecord First = Run("Release", "v1.4.0", "web-prod-v1-4-0-1");
    private static readonly RunRecord Second = Run("Release", "v1.5.0", "web-prod-v1-5-0-1");

    [Fact]
    public void Should_Be_That_Of_The_Newest_Release() => Of(Second, First).ShouldBe("v1.5.0");

    [Fact]
    public void Should_Be_What_A_Rollback_Went_Back_To() => Of(Run("Rollback", null, "web-prod-v1-4-0-1"), Second, First).ShouldBe("v1.4.0");

    [Fact]
    public void Should_Not_Be_One_That_Failed_Or_Was_Only_Deployed() =>
        Of(Run("Release", "v1.6.0", "web-prod-v1-6-0-1") with { Outcome = "Verify: no" }, Run("Deploy", "v1.6.0", "web-prod-v1-6-0-1"), Second, First).ShouldBe("v1.5.0");

    [Fact]
    public void Should_Be_None_Where_Nothing_Was_Live() => Of(Run("Deploy", "v1.6.0", "web-prod-v1-6-0-1"), Run("Destroy", null, null)).ShouldBeNull();

    private static string? Of(params RunRecord[] newest) => LastLive.Of(newest)?.Tag;

    private static RunRecord Run(string target, string? release, string? to) => new("run", "somebody@here", target, Some.Monday) { Outcome = "succeeded", Release = release, To = to };
}
