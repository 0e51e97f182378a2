using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Pruning;

public sealed class TheTemplateRetention
{
    private static readonly ServerGroup Live = Some.Group("1.5.0", day: 5, on: Some.Blue) with { LaunchTemplate = "lt-5" };
    private static readonly ServerGroup Older = Some.Retired("1.4.0", day: 4) with { LaunchTemplate = "lt-4" };
    private static readonly ServerGroup Oldest = Some.Retired("1.0.0") with { LaunchTemplate = "lt-0" };
    private static readonly LaunchTemplate Left = new("lt-9", "web-prod-v1-9-0-1", Some.Monday);

    [Fact]
    public void Should_Go_With_Their_Groups()
    {
        var plan = Plan(Stocks.Of(Live, Older, Oldest));

        Decisions(plan).ShouldBe(
        [
            new("launch template web-prod-v1-0-0-1", false, "goes with web-prod-v1-0-0-1"),
            new("launch template web-prod-v1-4-0-1", true, "web-prod-v1-4-0-1 is launched from it"),
            new("launch template web-prod-v1-5-0-1", true, "web-prod-v1-5-0-1 is launched from it"),
        ]);
        plan.Groups.ShouldHaveSingleItem().LaunchTemplate.ShouldBe("lt-0");
        (plan.Templates.Count, plan.Deletions).ShouldBe((0, 2));
    }

    [Fact]
    public void Should_Go_When_A_Run_Broke_Off_Before_It_Made_The_Group()
    {
        var plan = Plan(Stocks.Of(Live), Left);

        Decisions(plan)[^1].ShouldBe(new("launch template web-prod-v1-9-0-1", false, "no group is launched from it: a run broke off before it made one"));
        plan.Templates.ShouldBe([Left]);
    }

    [Fact]
    public void Should_Stay_When_They_Are_Younger_Than_The_Run() =>
        Plan(Stocks.Of(Live), Left with { Created = Stocks.Keeping2.Begun }).Templates.ShouldBeEmpty();

    [Fact]
    public void Should_Stay_When_A_Group_Of_Their_Name_Is_Made_By_The_Same_Plan() =>
        Plan(Stocks.Of(Live with { LaunchTemplate = null }), new LaunchTemplate("lt-5", Live.Name, Some.Monday)).Templates.ShouldBeEmpty();

    [Fact]
    public void Should_Stay_When_Somebody_Else_Launches_From_Them()
    {
        var stock = Stocks.Of(Live, Older, Oldest);
        var plan = Plan(stock with { Everywhere = [.. stock.Everywhere, Some.Group("1.0.0") with { Name = "theirs", Tags = Some.Tags(), LaunchTemplate = "lt-0" }] });

        plan.Groups.ShouldHaveSingleItem().LaunchTemplate.ShouldBeNull();
        Decisions(plan)[0].ShouldBe(new("launch template web-prod-v1-0-0-1", true, "theirs is launched from it"));
    }

    private static PrunePlan Plan(Stock stock, params LaunchTemplate[] others) => PrunePlan.Of(
        stock with { Templates = [.. stock.Fleet.Groups.Where(group => group.LaunchTemplate is not null).Select(group => new LaunchTemplate(group.LaunchTemplate!, group.Name, Some.Monday)), .. others] },
        Stocks.Keeping2);

    private static List<Kept> Decisions(PrunePlan plan) => [.. plan.Decisions.Where(decision => decision.What.StartsWith("launch template ", StringComparison.Ordinal))];
}
