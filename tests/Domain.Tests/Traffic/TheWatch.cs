using Bundt.Domain.Environments;
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
    public void Should_Count_Silence_As_Failure() =>
        Watch.Reason([Some.Silence("was refused")], ["1.4.2"], Limits(new() { FailedPercent = 50 }))!.ShouldEndWith("the last one was refused");

    [Fact]
    public void Should_Let_Both_Versions_Answer_In_A_Step_That_Divides_Traffic() =>
        Watch.Reason(Answers(10, version: "1.4.1"), ["1.4.2", "1.4.1"], Limits(new() { FailedPercent = 0 })).ShouldBeNull();

    [Fact]
    public void Should_Not_Judge_By_A_Few_While_It_Goes_On()
    {
        var limits = Limits(new() { FailedPercent = 0 });

        Watch.ReasonSoFar(Answers(19, version: "1.4.1"), ["1.4.2"], limits).ShouldBeNull();
        Watch.ReasonSoFar(Answers(20, version: "1.4.1"), ["1.4.2"], limits).ShouldNotBeNull();
        Watch.Reason(Answers(1, version: "1.4.1"), ["1.4.2"], limits).ShouldNotBeNull();
    }

    public sealed class Against_The_Old_Versions_Own_Figures
    {
        [Theory]
        [InlineData(5, 0, 5, null)]
        [InlineData(6, 1, 5, null)]
        [InlineData(6, 0, 5, "6 of 100 probes failed (6 %, 0 % before, allowed 5 points more)")]
        [InlineData(9, 3, 5, "9 of 100 probes failed (9 %, 3 % before, allowed 5 points more)")]
        public void Should_Allow_So_Many_Failures_More(int failed, double before, double more, string? reason)
        {
            var settings = new SwapSettings { FailedPercent = 100, MoreFailedPercent = more };

            (Watch.Reason([.. Answers(100 - failed), .. Answers(failed, status: 500)], ["1.4.2"], Limits(settings, before: new(100, before, TimeSpan.Zero)))?.Split(';')[0])
                .ShouldBe(reason);
        }

        [Theory]
        [InlineData(150, 100, 1.5, null)]
        [InlineData(151, 100, 1.5, "5 % of 100 probes took 151 ms or longer (100 ms before, allowed 1.5 times that)")]
        [InlineData(22, 2, 1.5, null)]
        [InlineData(23, 2, 1.5, "5 % of 100 probes took 23 ms or longer (2 ms before, allowed 1.5 times that)")]
        public void Should_Allow_So_Much_More_Time_And_What_Is_Noise(int now, int before, double slower, string? reason) => Watch
            .Reason(Answers(100, milliseconds: now), ["1.4.2"], Limits(new() { Slower = slower }, before: new(40, 0, TimeSpan.FromMilliseconds(before))))
            .ShouldBe(reason);

        [Fact]
        public void Should_Not_Matter_In_A_First_Release() =>
            Watch.Reason(Answers(100, milliseconds: 500), ["1.4.2"], Limits(new() { Slower = 1.5, MoreFailedPercent = 0 })).ShouldBeNull();

        [Theory]
        [InlineData(null, null, false)]
        [InlineData(1.5, null, true)]
        [InlineData(null, 0.5, true)]
        public void Should_Be_Measured_Only_When_They_Matter(double? slower, double? more, bool measured) =>
            WatchLimits.Compare(new() { Slower = slower, MoreFailedPercent = more }).ShouldBe(measured);
    }

    public sealed class The_Latency
    {
        [Theory]
        [InlineData(95, null)]
        [InlineData(94, "5 % of 100 probes took 900 ms or longer (allowed 200 ms)")]
        public void Should_Be_Within_The_Limit_For_95_Percent(int quick, string? reason) => Watch
            .Reason([.. Answers(quick), .. Answers(100 - quick, milliseconds: 900)], ["1.4.2"], Limits(new() { Latency = TimeSpan.FromMilliseconds(200) }))
            .ShouldBe(reason);

        [Fact]
        public void Should_Be_Of_Those_That_Were_Answered() => Figures.Of([Some.Answer(), Some.Silence()]).ShouldBe(new(2, 50, TimeSpan.FromMilliseconds(5)));

        [Fact]
        public void Should_Be_Nothing_Without_Probes() => Figures.Of([]).ShouldBe(new(0, 0, TimeSpan.Zero));
    }

    private static string? Watched(int right, int wrong, double allowed) =>
        Watch.Reason([.. Answers(right), .. Answers(wrong, version: "1.4.1")], ["1.4.2"], Limits(new() { FailedPercent = allowed }));

    private static IReadOnlyList<Probe> Answers(int count, string version = "1.4.2", int status = 200, int milliseconds = 5) =>
        [.. Enumerable.Repeat(Some.Answer(version: version, status: status) with { Latency = TimeSpan.FromMilliseconds(milliseconds) }, count)];

    private static WatchLimits Limits(SwapSettings settings, Figures? before = null) => new(settings, before);
}
