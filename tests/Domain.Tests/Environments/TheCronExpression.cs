using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Environments;

public sealed class TheCronExpression
{
    [Theory]
    [InlineData("0 8 * * MON-FRI")]
    [InlineData("*/15 0-6,22 1 JAN,jul 7")]
    [InlineData("59 23 31 12 0")]
    [InlineData("0  8 * *  1-5/2")]
    public void Should_Have_Five_Fields(string text) => CronExpression.IsOne(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("0 8 * *")]
    [InlineData("0 0 8 * * *")]
    [InlineData("60 8 * * *")]
    [InlineData("0 24 * * *")]
    [InlineData("0 8 0 * *")]
    [InlineData("0 8 * 13 *")]
    [InlineData("0 8 * * 8")]
    [InlineData("0 8 * MON *")]
    [InlineData("0 8 * * FRI-MON")]
    [InlineData("*/0 8 * * *")]
    [InlineData("0 8, * * *")]
    [InlineData("@daily")]
    [InlineData("cron(0 8 * * ? *)")]
    public void Should_Be_Nothing_Else(string text) => CronExpression.IsOne(text).ShouldBeFalse();
}
