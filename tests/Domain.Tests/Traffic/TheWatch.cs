using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class Rule_19_Failed_checks_send_traffic_back
{
    [Theory]
    [InlineData(100, 0, 0)]
    [InlineData(99, 1, 1)]
    [InlineData(0, 0, 0)]
    public void Should_Be_Content_Within_The_Limit(int right, int wrong, double allowed) => Watched(right, wrong, allowed).ShouldBeNull();

    [Fact]
    public void Should_Say_How_Many_Failed_And_How_The_Last_Did() =>
        Watched(97, 3, 1).ShouldBe("3 of 100 probes failed (3 %, allowed 1 %); the last one answered as version 1.4.1, not 1.4.2");

    [Fact]
    public void Should_Count_Silence_As_Failure() => Watch.Reason([Some.Silence("was refused")], "1.4.2", 50)!.ShouldEndWith("the last one was refused");

    private static string? Watched(int right, int wrong, double allowed) => Watch.Reason(
        [.. Enumerable.Repeat(Some.Answer(), right), .. Enumerable.Repeat(Some.Answer(version: "1.4.1"), wrong)], "1.4.2", allowed);
}
