namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheBakeRun
{
    private const string Elsewhere = "20261129-101112-1-another-computer";

    [Theory]
    [InlineData(true, 1, false)]
    [InlineData(true, 3, true)]
    [InlineData(false, 3, false)]
    [InlineData(false, 25, true)]
    public void Rule_08_Should_Be_Over_After_Longer_Where_Nobody_Knows_Whose_It_Is(bool isKnown, int hours, bool isOver) =>
        BakeRun.IsOver(isKnown ? Elsewhere : null, DateTimeOffset.UtcNow.AddHours(-hours)).ShouldBe(isOver);
}
