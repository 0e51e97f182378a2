using Bundt.Domain.Pruning;

namespace Bundt.Domain.Tests.Pruning;

public sealed class Rule_28_A_run_removes_no_more_than_it_may
{
    private static readonly PrunePlan Plan = new()
    {
        Groups = [Some.Retired("1.0.0") with { LaunchTemplate = "lt-1" }, Some.Retired("1.1.0") with { LaunchConfiguration = "web-prod-v1-1-0-1" }, Some.Retired("1.2.0")],
        Templates = [new("lt-2", "web-prod-v1-3-0-1", Some.Monday)],
        Images = [Stocks.Image("ami-1", 1), Stocks.Image("ami-2", 2)],
        Retired = [Some.Group("1.4.0")],
    };

    [Fact]
    public void Should_Count_Groups_With_What_They_Were_Launched_From_And_Images() => Plan.Deletions.ShouldBe(8);

    [Theory]
    [InlineData(8, false)]
    [InlineData(7, true)]
    [InlineData(1, true)]
    public void Should_Refuse_More(int most, bool refuses) => (DeletionCap.Refusal(Plan, most) is not null).ShouldBe(refuses);

    [Fact]
    public void Should_Say_How_Many_There_Are_And_How_To_Go_On()
    {
        var refusal = DeletionCap.Refusal(Plan, 5)!;

        refusal.What.ShouldBe("Nothing was pruned: 8 deletions (3 server groups, 3 launch templates, 2 images) are more than the 5 that one run may make.");
        refusal.State.ShouldBe("Nothing was removed. Live traffic is untouched.");
        refusal.Next!.ShouldContain("--exclusive --target=Prune --most-deletions=8");
    }
}
