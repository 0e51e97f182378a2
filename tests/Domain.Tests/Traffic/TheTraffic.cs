using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class TheTraffic
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Live = new("http://127.20.0.1:80/");

    [Fact]
    public void Should_Be_Told_By_Second_And_Version()
    {
        SeenProbe[] probes =
        [
            At(2.1, 200, "2.0.0", 9),
            At(0.0, 200, "1.0.0", 1),
            At(0.5, 200, "1.0.0", 3),
            At(0.9, 200, "2.0.0", 5),
            At(0.95, 502, null, 7),
            At(0.99, null, null, 5000),
            At(1.5, 200, "2.0.0", 1) with { Address = new("http://127.20.0.1:8081/") },
        ];

        var seconds = TrafficSecond.Of(probes, Live);

        seconds.Select(second => (second.Second, second.Requests, second.Failed)).ShouldBe([(0, 5, 2), (2, 1, 0)]);
        seconds[0].Versions.ShouldBe(new Dictionary<string, int> { ["1.0.0"] = 2, ["2.0.0"] = 1 }, ignoreOrder: true);
        (seconds[0].Median.TotalMilliseconds, seconds[0].Slow.TotalMilliseconds).ShouldBe((3, 7), "what had no answer has no latency");
    }

    [Fact]
    public void Should_Be_Nothing_Where_Nobody_Asked() => TrafficSecond.Of([], Live).ShouldBeEmpty();

    private static SeenProbe At(double seconds, int? status, string? version, double milliseconds) =>
        new(Noon.AddSeconds(seconds), Live, new(status, version, null, null, status is null ? "gave no answer" : null, TimeSpan.FromMilliseconds(milliseconds)));
}
