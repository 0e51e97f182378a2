namespace Bundt.Domain.Tests;

public sealed class TheProblem
{
    [Fact]
    public void Should_Say_What_Failed_How_Things_Are_And_What_To_Do() =>
        new Problem("It broke.", "Nothing was changed.", "Mend it.").Message.Split(Environment.NewLine)
            .ShouldBe(["It broke.", "  Nothing was changed.", "  Mend it."]);

    [Fact]
    public void Should_Keep_Its_Advice_And_Cause_When_Told_Again()
    {
        var cause = new InvalidOperationException();

        var told = new Problem("It broke.", next: "Mend it.", inner: cause).In("Live traffic is untouched.");

        told.Message.Split(Environment.NewLine).ShouldBe(["It broke.", "  Live traffic is untouched.", "  Mend it."]);
        told.InnerException.ShouldBeSameAs(cause);
    }

    [Theory]
    [InlineData(null, null, "Deploy: It broke.|  Live traffic is untouched.|  Run again.")]
    [InlineData("Nothing was changed.", "Mend it.", "Deploy: It broke.|  Nothing was changed. Live traffic is untouched.|  Mend it.")]
    [InlineData("Traffic is back on web-prod-v1-4-2-1.", null, "Deploy: It broke.|  Traffic is back on web-prod-v1-4-2-1.|  Run again.")]
    public void Should_Be_Completed_With_What_It_Does_Not_Say_Itself(string? state, string? next, string told)
    {
        var problem = new Problem("It broke.", state, next);

        problem.Complete("Deploy", "Live traffic is untouched.", "Run again.");

        problem.Message.Split(Environment.NewLine).ShouldBe(told.Split('|'));
    }
}
