using Bundt.Domain.Runs;
using Bundt.View.Live;
using Spectre.Console;

namespace Bundt.View.Tests.Live;

public sealed class TheRunDrawing
{
    private static readonly GroupStatus Old = SomeStatus.Live with { Name = "web-prod-v1-4-2-1", Release = "v1.4.2", Traffic = 90 };
    private static readonly GroupStatus New = SomeStatus.Live with { State = "canary", Healthy = 1, Traffic = 10 };

    private static readonly RunPicture Picture = new(
        "Release v1.5.0 of web to prod", TimeSpan.FromSeconds(102), TimeSpan.FromSeconds(50),
        [
            new("Test", TimeSpan.FromSeconds(12.9), Succeeded: true), new("Tag", TimeSpan.FromSeconds(0.2), Succeeded: true), new("Bake", TimeSpan.FromSeconds(70), Succeeded: true),
            new("Deploy", TimeSpan.FromSeconds(19), Succeeded: null), new("Verify", null, null), new("Swap", null, null), new("Prune", null, null),
        ],
        [
            new(New, [new("i-3", "eu-west-1a", "InService", "healthy", TimeSpan.FromSeconds(19)), new("i-4", "eu-west-1b", "Pending", "not registered", null)]),
            new(Old, [new("i-1", "eu-west-1a", "InService", "healthy", TimeSpan.FromHours(30)), new("i-2", "eu-west-1b", "InService", "healthy", TimeSpan.FromHours(2.5))]),
        ],
        [new Wait("web-prod-v1-5-0-1 to be healthy", default, TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(5), 3, "1 of 2 servers are in service; i-4 is Pending", null)],
        63);

    [Fact]
    public void Should_Show_The_Chain_The_Wait_And_The_Groups_With_Their_Servers() => Drawn(119, 30).ShouldBe(
    [
        $"── Release v1.5.0 of web to prod  1 min 42 s, about 50 s left  63 calls {new string('─', 47)}",
        "✓ Test 12 s  ✓ Tag 0 s  ✓ Bake 1 min 10 s  ▶ Deploy 19 s  · Verify  · Swap  · Prune",
        "Waits for web-prod-v1-5-0-1 to be healthy, 12 s of 5 min 00 s: 1 of 2 servers are in service; i-4 is Pending",
        "web-prod-v1-5-0-1  v1.5.0  canary  ██░░░░░░░░░░░░░░░░░░ 10 %  1 of 2 healthy",
        "├── i-4  eu-west-1b  Pending  not registered",
        "└── i-3  eu-west-1a  InService  healthy  19 s",
        "web-prod-v1-4-2-1  v1.4.2  live  ██████████████████░░ 90 %  2 of 2 healthy",
        "├── i-1  eu-west-1a  InService  healthy  1 d",
        "└── i-2  eu-west-1b  InService  healthy  2 h 30 min",
    ]);

    [Fact]
    public void Should_Break_The_Chain_Between_Targets_And_Leave_The_Bars_Out_Where_It_Is_Narrow() => Drawn(60, 30).Take(6).ShouldBe(
    [
        "── Release v1.5.0 of web to prod  1 min 42 s, about 50 s… ──",
        "✓ Test 12 s  ✓ Tag 0 s  ✓ Bake 1 min 10 s  ▶ Deploy 19 s",
        "· Verify  · Swap  · Prune",
        "Waits for web-prod-v1-5-0-1 to be healthy, 12 s of 5 min 00",
        "s: 1 of 2 servers are in service; i-4 is Pending",
        "web-prod-v1-5-0-1  v1.5.0  canary  10 %  1 of 2 healthy",
    ]);

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(200)]
    public void Should_Take_No_More_Lines_The_More_Servers_There_Are(int servers)
    {
        var many = Enumerable.Range(1, servers).Select(number => new PicturedServer($"i-{number}", "eu-west-1a", "InService", number == 7 ? "unhealthy" : "healthy", null));
        var lines = Drawn(119, 15, Picture with { Groups = [new(New, [.. many])], Waits = [] });

        lines.Count.ShouldBeLessThanOrEqualTo(15);
        if (servers > 15)
        {
            // The one that something is wrong with first.
            lines[3].ShouldBe("├── i-7  eu-west-1a  InService  unhealthy");
            lines[^1].ShouldBe($"└── {servers - 10} more, {servers - 10} of them healthy");
        }
    }

    [Fact]
    public void Should_Say_Nothing_Of_What_Is_Left_Where_It_Is_Not_Known() =>
        Drawn(119, 30, Picture with { Remaining = null })[0].ShouldStartWith("── Release v1.5.0 of web to prod  1 min 42 s  63 calls ─");

    [Fact]
    public void Should_Take_Names_As_They_Are() =>
        Drawn(119, 30, Picture with { Title = "Release of [red]web[/]", Groups = [new(SomeStatus.Stranger, [])] }).ShouldContain(line => line.Contains("legacy [old]  ?"));

    private static List<string> Drawn(int width, int height, RunPicture? picture = null)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(RunDrawing.Of(picture ?? Picture, width, height));
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}
