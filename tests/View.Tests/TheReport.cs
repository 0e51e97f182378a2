using Bundt.Domain.Pruning;
using Bundt.Domain.Runs;
using Bundt.Domain.Traffic;
using Bundt.View.Reports;

namespace Bundt.View.Tests;

/// <summary>The report as text; tests/Report looks at the same pages in a browser.</summary>
public sealed class TheReport
{
    private const string Folder = "BUNDT_WRITE_REPORTS";
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly RunReport Swapped = new()
    {
        Application = "web",
        Environment = "prod",
        Address = new("http://shop.example.com:80"),
        Run = new("20260302-120000-1-ci", "anna@ci", "Release", Noon) { Ended = Noon.AddSeconds(95), Outcome = "succeeded", Release = "v1.5.0", From = "web-prod-v1-4-2-1", To = "web-prod-v1-5-0-1" },
        Commit = new('a', 40),
        Image = "ami-0123456789abcdef0",
        Notes = "v1.5.0\n\n- feat: a cart for <everybody> & their friends\n\nBundt-Tests: passed in run 20260302-120000-1-ci\n",
        Back = SomeUndo.WhereAllIsThere,
        Steps =
        [
            new("Test", Noon, TimeSpan.FromSeconds(4), Succeeded: true),
            new("Tag", Noon.AddSeconds(4), TimeSpan.FromSeconds(0.4), Succeeded: true),
            new("Bake", Noon.AddSeconds(5), TimeSpan.FromSeconds(40), Succeeded: true),
            new("Deploy", Noon.AddSeconds(45), TimeSpan.FromSeconds(30), Succeeded: true),
            new("Swap", Noon.AddSeconds(76), TimeSpan.FromSeconds(14), Succeeded: true),
        ],
        Waits =
        [
            new("web-prod-v1-5-0-1 to be healthy", Noon.AddSeconds(47), TimeSpan.FromSeconds(26.25), TimeSpan.FromMinutes(5), 31, "1 of 2 servers are healthy in the target group; i-0123456789abcdef0 is initial", Succeeded: true),
            new("http://shop.example.com:80/ to answer as version 1.5.0", Noon.AddSeconds(77), TimeSpan.FromSeconds(0.3), TimeSpan.FromMinutes(5), 2, "probe 1 answered as version 1.4.2, not 1.5.0", Succeeded: true),
        ],
        Traffic = [Second(0, 4, 6, 0), Second(1, 0, 9, 1), Second(2, 0, 10, 0), Second(4, 0, 10, 0)],
        Before = new(Noon.AddSeconds(45), [SomeStatus.Warm with { State = "live", WarmUntil = null, Traffic = 100 }, SomeStatus.Stranger]),
        After = new(Noon.AddSeconds(92), [SomeStatus.Live with { Traffic = 100 }, SomeStatus.Warm]),
        Kept = [new("web-prod-v1-5-0-1", Keep: true, "live"), new("ami-0fedcba9876543210", Keep: false, "of a release that is older than the last five")],
        Calls = [new("autoscaling", "DescribeAutoScalingGroups", IsWrite: false, 40, 1), new("elasticloadbalancing", "ModifyListener", IsWrite: true, 1, 0), new("s3", "PutObject", IsWrite: true, 3, 0)],
    };

    private static readonly RunReport Refused = new()
    {
        Application = "web",
        Environment = "prod",
        Run = new("20260302-120000-2-ci", "anna@ci", "Release", Noon) { Ended = Noon.AddSeconds(1), Outcome = "The clone is dirty." },
        Failure = "The clone is dirty.\n  Live traffic is untouched.\n  Commit or stash what is changed.",
        Steps = [new("Test", Noon, TimeSpan.FromSeconds(0.8), Succeeded: false)],
        Calls = [new("sts", "GetCallerIdentity", IsWrite: false, 1, 0)],
    };

    private static readonly RunReport Struck = new()
    {
        Application = "web",
        Environment = "internal",
        Address = new("http://shop.example.com:80"),
        Run = new("20260302-120000-3-ci", "anna@ci", "Chaos", Noon) { Ended = Noon.AddSeconds(40), Outcome = "succeeded" },
        Traffic = [Second(0, 10, 0, 0), Second(1, 9, 0, 1)],
        Experiments =
        [
            new(1, 7, "terminate", "terminate: 3 of 6 in eu-west-1b", "server 3 of 6, i-0123456789abcdef0 in eu-west-1b", "nobody notices, and Auto Scaling launches another.", Noon.AddSeconds(2), 7.4, 73, 0, null),
            new(2, 7, "zone", "zone: 1, 2 of 6 in eu-west-1a", "servers 1, 2 of 6", "as many are launched.", Noon.AddSeconds(12), 25, 250, 1, "5 of 6 servers are in service; i-1 is <Pending>"),
        ],
    };

    public static TheoryData<string, RunReport> Reports => new() { { "swapped", Swapped }, { "refused", Refused }, { "struck", Struck } };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Reports))]
    public async Task Should_Be_A_Page_That_Fetches_And_Runs_Nothing(string name, RunReport report)
    {
        var html = report.ToHtml();

        html.ShouldStartWith("<!DOCTYPE html>\n");
        html.ShouldNotContain("src=");
        html.ShouldNotContain("href=");
        html.ShouldNotContain("url(");
        html.ShouldNotContain("@import");
        html.Split("<script").Length.ShouldBe(2, "the data, which is no program");
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.html"), html, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Should_Take_Text_As_Text()
    {
        var html = (Swapped with { Notes = "</pre><script>alert(1)</script>", Kept = [new("</script><b>", Keep: true, "\"quoted\" & <tagged>")] }).ToHtml();

        html.ShouldContain("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldContain("&quot;quoted&quot; &amp; &lt;tagged&gt;");
        html.Split("<script").Length.ShouldBe(2);
        html.Split("</script>").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("<h1>Release of web v1.5.0 to prod</h1>")]
    [InlineData("✓ Succeeded")]
    [InlineData("<dt>Took</dt><dd>95 s</dd>")]
    [InlineData("- feat: a cart for &lt;everybody&gt; &amp; their friends")]
    [InlineData("<pre>./build.sh --target=Rollback --env=prod</pre>")]
    [InlineData("<p>It makes v1.4.2 live again.</p>")]
    [InlineData("<dt>Warm</dt><dd>about 0.4 s, then watched for 5 s; until 14:32 UTC: web-prod-v1-4-2-1 has 6 of 6 servers healthy (6 needed), its deadline action is set</dd>")]
    [InlineData("<dt>Cold</dt><dd>about 38 s once it is not warm any more: image ami-1 is available, needs neither Packer nor git</dd>")]
    [InlineData("<p>40 probes of http://shop.example.com/ since the swap began; 1 failed.</p>")]
    [InlineData("""<rect data-step="Bake" data-seconds="40" """)]
    [InlineData("""<rect data-second="0" data-version="1.4.2" data-requests="4" """)]
    [InlineData("""<rect data-second="1" data-failed="1" """)]
    [InlineData("Waits: 26.55 s with 33 looks")]
    [InlineData("<td>web-prod-v1-4-2-1</td><td>v1.4.2</td><td>live</td><td>100 %</td><td>2 of 2</td>")]
    [InlineData("1 stay, 1 were to go")]
    [InlineData("44 calls, 1 of them writes, 1 failed; 33 looks of 2 waits")]
    public void Should_Tell(string what) => Swapped.ToHtml().ShouldContain(what);

    [Theory]
    [InlineData("<h1>Release of web to prod</h1>")]
    [InlineData("✗ Failed</p><pre>The clone is dirty.\n  Live traffic is untouched.")]
    [InlineData("""<rect data-step="Test" data-seconds="0.8" class="failed" """)]
    public void Should_Tell_Of_A_Failure(string what) => Refused.ToHtml().ShouldContain(what);

    [Theory]
    [InlineData("<h2>Experiments</h2>")]
    [InlineData("<p>1 of 2 ended with the group whole; 1 of 323 probes failed. The same choices again: --seed=7</p>")]
    [InlineData("<td>1</td><td>terminate</td><td>server 3 of 6, i-0123456789abcdef0 in eu-west-1b</td><td>nobody notices, and Auto Scaling launches another.</td><td>12:00:02</td><td>7.4</td><td>73</td><td>0</td><td>whole</td>")]
    [InlineData("<td>not whole: 5 of 6 servers are in service; i-1 is &lt;Pending&gt;</td>")]
    [InlineData("since the first experiment began")]
    public void Should_Tell_Of_Experiments(string what) => Struck.ToHtml().ShouldContain(what);

    [Fact]
    public void Should_Tell_That_There_Is_Nothing_To_Go_Back_To() =>
        (Swapped with { Back = SomeUndo.OfAFirstRelease }).ToHtml().ShouldMatch("<h2>The way back</h2>\\s+<p>There is nothing to go back to: web-prod-v1-0-0-1 replaced nothing. [^<]+</p>\\s+<h2>Timeline</h2>");

    [Fact]
    public void Should_Leave_Out_What_There_Was_Not()
    {
        var html = Refused.ToHtml();

        foreach (var absent in new[] { "The way back", "Experiments", "Live traffic<", "Server groups", "pruned", "data-chart=\"traffic\"" })
            html.ShouldNotContain(absent);
    }

    private static TrafficSecond Second(int number, int old, int fresh, int failed)
    {
        var versions = new Dictionary<string, int>();
        if (old > 0)
            versions["1.4.2"] = old;
        if (fresh > 0)
            versions["1.5.0"] = fresh;
        return new(number, old + fresh + failed, failed, TimeSpan.FromMilliseconds(1.25 + number), TimeSpan.FromMilliseconds(4.5 + number), versions);
    }
}
