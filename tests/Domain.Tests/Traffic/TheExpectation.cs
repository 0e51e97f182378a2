using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class TheExpectation
{
    private static readonly VerifyRequest Request = new()
    {
        Path = "/status",
        Headers = new Dictionary<string, string> { ["Content-Type"] = "^application/json" },
        Body = "\"ok\"",
        Json = new Dictionary<string, string> { ["$.database.state"] = "up" },
        Latency = TimeSpan.FromMilliseconds(100),
        Times = 2,
    };

    private static readonly Answer Good = new(
        200, new Dictionary<string, string> { ["Content-Type"] = "application/json; charset=utf-8" }, """{ "state": "ok" }""",
        new Dictionary<string, string?> { ["$.database.state"] = "up" }, null, TimeSpan.FromMilliseconds(100));

    /// <summary>What is wrong with an answer, and what is said of it.</summary>
    private static readonly (Answer Answer, string Told)[] Mistakes =
    [
        (Good with { Status = 503 }, "answered with status 503, not 200"),
        (Good with { Headers = new Dictionary<string, string>() }, "answered without the header Content-Type"),
        (Good with { Headers = new Dictionary<string, string> { ["Content-Type"] = "text/html" } }, "answered with Content-Type: text/html, which does not match '^application/json'"),
        (Good with { Body = "sorry" }, "answered with a body that does not match '\"ok\"': sorry"),
        (Good with { Json = new Dictionary<string, string?> { ["$.database.state"] = "down" } }, "answered with down at $.database.state, not up"),
        (Good with { Json = new Dictionary<string, string?> { ["$.database.state"] = null } }, "answered with nothing at $.database.state, not up"),
        (Good with { Latency = TimeSpan.FromMilliseconds(101) }, "answered after 101 ms, allowed 100 ms"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Mistakes.Length)];

    [Fact]
    public void Should_Pass_What_Is_As_Expected_Every_Time() =>
        Expectation.Judge(Request, [Good, Good]).ShouldBe(new(Outcome.Pass, "/status was answered as expected 2 times"));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Should_Fail_What_Is_Not_And_Say_How(int number) =>
        Expectation.Judge(Request, [Good, Mistakes[number].Answer]).ShouldBe(new(Outcome.Fail, $"/status {Mistakes[number].Told}"));

    [Fact]
    public void Should_Be_Inconclusive_Without_An_Answer() =>
        Expectation.Judge(Request, [Good, Silence]).ShouldBe(new(Outcome.Inconclusive, "/status gave no answer"));

    [Fact]
    public void Should_Fail_On_A_Wrong_Answer_Though_Another_Is_Missing() =>
        Expectation.Judge(Request, [Silence, Good with { Status = 500 }]).Outcome.ShouldBe(Outcome.Fail);

    [Fact]
    public void Should_Be_Inconclusive_When_Not_Asked_Often_Enough() => Expectation.Judge(Request, [Good]).Outcome.ShouldBe(Outcome.Inconclusive);

    [Fact]
    public void Should_Not_Get_Lost_In_A_Pattern() =>
        Expectation.Reason(Request with { Body = "(a+)+$" }, Good with { Body = new string('a', 40) + "!" })!.ShouldContain("does not match");

    private static Answer Silence => Good with { Status = null, Failure = "gave no answer" };
}
