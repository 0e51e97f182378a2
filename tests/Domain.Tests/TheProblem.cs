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
}
