using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class TheRouting
{
    [Theory]
    [InlineData(1, 0, "web-prod-blue", "web-prod-green")]
    [InlineData(0, 1, "web-prod-green", "web-prod-blue")]
    [InlineData(100, 0, "web-prod-blue", "web-prod-green")]
    public void Should_Know_Live_And_Idle(int blue, int green, string live, string idle)
    {
        var routing = Some.Routing(blue, green);

        routing.Live.Name.ShouldBe(live);
        routing.Idle.Name.ShouldBe(idle);
        routing.ForwardsTo(routing.Live).ShouldBeTrue();
        routing.ForwardsTo(routing.Idle).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(90, 10, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 0, 1)]
    public void Should_Not_Guess_When_Traffic_Is_Divided(int blue, int green, int elsewhere)
    {
        var routing = Some.Routing(blue, green, elsewhere);

        var problem = Should.Throw<Problem>(() => routing.Live);
        problem.What.ShouldContain($"forwards {blue} to web-prod-blue, {green} to web-prod-green and {elsewhere} elsewhere");
        problem.State.ShouldBe("Live traffic is untouched.");
        Should.Throw<Problem>(() => routing.Idle);
        routing.ForwardsTo(Some.Blue).ShouldBeFalse();
        routing.ForwardsTo(Some.Green).ShouldBeFalse();
    }

    [Fact]
    public void Should_Not_Guess_When_The_Rule_Forwards_Nowhere() =>
        Should.Throw<Problem>(() => (Some.Routing() with { Weights = new Dictionary<string, int>() }).Live);

    [Theory]
    [InlineData(1, 0, 0, 100, false)]
    [InlineData(90, 10, 0, 90, true)]
    [InlineData(1, 1, 0, 50, true)]
    [InlineData(2, 1, 0, 67, true)]
    [InlineData(1, 1, 2, 25, false)]
    [InlineData(0, 0, 0, 0, false)]
    public void Should_Tell_The_Weights_In_Percent(int blue, int green, int elsewhere, int percent, bool isDivided)
    {
        var routing = Some.Routing(blue, green, elsewhere);

        routing.Percent(Some.Blue).ShouldBe(percent);
        routing.IsDivided.ShouldBe(isDivided);
        routing.Other(Some.Blue).ShouldBe(Some.Green);
    }
}
