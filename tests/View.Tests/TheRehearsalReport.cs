using System.Text.Json;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;
using Bundt.View.Reports;

namespace Bundt.View.Tests;

/// <summary>What is left of a rehearsal, as text; tests/Report looks at the same pages in a browser.</summary>
public sealed class TheRehearsalReport
{
    private static readonly ReleaseEnvironment Production = new()
    {
        Name = "prod",
        Application = new() { Name = "shop", Checkout = "../shop" },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-*", Owner = "amazon" } },
        Servers = new() { Min = 6, Max = 12, Subnets = ["a", "b", "c"], SecurityGroups = ["shop"] },
        Traffic = new() { LoadBalancer = "shop", TargetGroups = new() { Blue = "b", Green = "g" }, Preview = new() { Blue = 1, Green = 2 }, Strategy = TrafficStrategy.Canary },
    };

    private static readonly Rehearsal Failed = new()
    {
        Application = "shop",
        Environment = "prod",
        Run = "20260302-120000-1-ci",
        Owner = "anna@ci",
        Begun = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
        Old = "1.4.2",
        New = "1.5.0",
        Warm = TimeSpan.FromHours(4),
        Twin = Twin.Of(Production, new(10, 1, 18000, new() { Blue = 18001, Green = 18002 }, RunsHooks: false, StrikesServers: false, path => path)),
        Network = TwinNetwork.Local,
        PerSecond = 10,
        Phases =
        [
            new(PhaseKind.First, TimeSpan.Zero, At(30)) { To = "1.4.2", Calls = 100 },
            new(PhaseKind.Release, At(33), At(20)) { From = "1.4.2", To = "1.5.0", Needed = 6, Calls = 120 },
            new(PhaseKind.Warm, At(56), At(3)) { From = "1.5.0", To = "1.4.2", Needed = 6, Calls = 50 },
            new(PhaseKind.Cold, At(62), At(12)) { From = "1.5.0", To = "1.4.2", Needed = 6, Calls = 90, Error = "Rollback: <refused>" },
        ],
        Requests =
        [
            .. Enumerable.Range(0, 430).Select(number => At(31 + (number / 10.0))).Select((at, number) =>
                number == 150 ? new LoadedRequest(at, "/cart", 503, null, "answered with status 503, not 200", TimeSpan.FromMilliseconds(3))
                : number % 2 == 0 ? new(at, "/cart", 200, null, null, TimeSpan.FromMilliseconds(20 + (number % 7)))
                : new(at, "/version", 200, at > At(45) && at < At(56.9) ? "1.5.0" : "1.4.2", null, TimeSpan.FromMilliseconds(5 + (number % 5)))),
        ],
        Samples =
        [
            .. Enumerable.Range(0, 86).Select(number => At(31 + (number / 2.0))).Select(at => new CapacitySample(at,
                at < At(42) || at > At(57) ? [new("rehearsal-blue", 100, at > At(66) && at < At(68) ? 5 : 6)]
                : at < At(45) ? [new("rehearsal-blue", 90, 6), new("rehearsal-green", 10, 6)]
                : [new("rehearsal-green", 100, 6)])),
        ],
        LeftOut = ["a server that leaves under load: the group may neither grow nor shrink (min = max)"],
    };

    private static readonly Rehearsal Passed = Failed with
    {
        Phases = [.. Failed.Phases.Select(phase => phase with { Error = null })],
        Requests = [.. Failed.Requests.Where(request => request.Failure is null)],
        Samples = [.. Failed.Samples.Select(sample => sample with { Targets = [.. sample.Targets.Select(targets => targets with { Healthy = 6 })] })],
    };

    public static TheoryData<string, Rehearsal> Rehearsals => new() { { "rehearsal-failed", Failed }, { "rehearsal-passed", Passed } };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Rehearsals))]
    public async Task Should_Be_A_Page_That_Fetches_And_Runs_Nothing(string name, Rehearsal rehearsal)
    {
        var html = RehearsalReport.ToHtml(rehearsal);
        // For looking at it: tests/Report holds the charts of runs, whose data has another shape, to their data.
        if (Environment.GetEnvironmentVariable("BUNDT_WRITE_REHEARSALS") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.html"), html, TestContext.Current.CancellationToken);

        html.ShouldStartWith("<!DOCTYPE html>\n", Case.Sensitive, name);
        foreach (var loading in new[] { "src=", "href=", "url(", "@import" })
            html.ShouldNotContain(loading);
        html.Split("<script").Length.ShouldBe(2, "the data, which is no program");
        html.Split("</script>").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("<h1>Rehearsal of shop 1.5.0 in prod</h1>")]
    [InlineData("✗ 3 found that would hurt production")]
    [InlineData("<li>rollback to 1.4.2, cold: Rollback: &lt;refused&gt;</li>")]
    [InlineData("release 1.5.0: 1 of 230 requests failed, such as ")]
    [InlineData("rehearsal-blue, with 100 % of live traffic, had 5 healthy servers of the 6 that it needs")]
    [InlineData("<li>warm in 0.7 s; it needs the servers of 1.4.2, which are kept for 4h (swap.warm), and one change of the live rule. The command took 3.0 s with its watch.</li>")]
    [InlineData("<dt>Moves</dt><dd>10 %, 50 %, 100 %</dd>")]
    [InlineData("data-target-group=\"rehearsal-green\"")]
    [InlineData("<li>it speaks plain HTTP, not HTTPS</li>")]
    [InlineData("<li>a server that leaves under load: the group may neither grow nor shrink (min = max)</li>")]
    public void Should_Tell(string what) => RehearsalReport.ToHtml(Failed).ShouldContain(what);

    [Fact]
    public void Should_Say_That_Nothing_Was_Found()
    {
        var html = RehearsalReport.ToHtml(Passed);

        html.ShouldContain("✓ Nothing was found that is wrong");
        html.ShouldNotContain("What failed");
        html.ShouldNotContain("class=\"failed\"");
    }

    [Fact]
    public void Should_Draw_Each_Stretch_That_A_Target_Group_Carries_Traffic()
    {
        var html = RehearsalReport.ToHtml(Passed);

        html.Split("data-target-group=\"rehearsal-blue\"").Length.ShouldBe(3, "before and after");
        html.Split("data-target-group=\"rehearsal-green\"").Length.ShouldBe(2);
    }

    [Fact]
    public void Should_Tell_Scripts_The_Same()
    {
        using var json = JsonDocument.Parse(RehearsalReport.ToJson(Failed));
        var root = json.RootElement;

        root.GetProperty("passed").GetBoolean().ShouldBeFalse();
        root.GetProperty("findings").GetArrayLength().ShouldBe(3);
        (root.GetProperty("requests").GetInt32(), root.GetProperty("failed").GetInt32()).ShouldBe((430, 1));
        root.GetProperty("warmSeconds").GetDouble().ShouldBe(0.7, 0.05);
        root.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("kind").GetString()).ShouldBe(["First", "Release", "Warm", "Cold"]);
        root.GetProperty("capacity").EnumerateArray().Count(look => look.GetProperty("healthy").GetInt32() < look.GetProperty("needed").GetInt32()).ShouldBe(3);
    }

    [Fact]
    public void Should_Be_Told_On_A_Terminal()
    {
        var output = new StringWriter { NewLine = "\n" };

        new ReleaseView(output).Show(Failed);

        var said = output.ToString();
        said.ShouldContain("rollback to 1.4.2, warm");
        said.ShouldContain("not rehearsed: a server that leaves under load");
        said.ShouldContain("Found     rollback to 1.4.2, cold: Rollback: <refused>");
        said.ShouldContain("Rollback  warm in ");
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
