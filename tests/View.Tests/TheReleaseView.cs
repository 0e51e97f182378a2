using Bundt.Domain.Experiments;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.View.Tests;

public sealed class TheReleaseView
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Should_Say_The_Step_First()
    {
        View.Say("Swap", "web-prod-v1-5-0-1 is live");
        View.Say("", "watching");
        View.Quote("==> packer: done");

        Lines.ShouldBe(
        [
            "Swap      web-prod-v1-5-0-1 is live",
            "          watching",
            "          | ==> packer: done",
        ]);
    }

    [Fact]
    public void Should_Take_Text_As_It_Is()
    {
        View.Say("Test", "[red]not a colour[/] {0}");

        Lines.ShouldBe(["Test      [red]not a colour[/] {0}"]);
    }

    [Fact]
    public void Should_Keep_Lines_Whole_When_Many_Speak_At_Once()
    {
        var view = View;

        Parallel.For(0, 200, number => view.Quote($"line {number}"));

        Lines.Length.ShouldBe(200);
        Lines.ShouldAllBe(line => line.StartsWith("          | line ", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Say_Of_A_Run_What_Became_Of_Its_Experiments()
    {
        DateTimeOffset noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Experiment made = new(1, 7, "terminate", "", "", "", noon, 7.4, 73, 1, null);

        View.Show(SomeStatus.Of() with { History = [new("run-1", "anna@ci", "Chaos", noon) { Outcome = "succeeded", Experiments = [made, made with { Number = 2, Seconds = 12 }] }] });

        Lines[^1].ShouldBe("History   2026-03-02 12:00 UTC Chaos by anna@ci: succeeded; 2 experiments, 12.0 s at the most, 2 of 146 probes failed");
    }

    [Fact]
    public void Should_Say_Where_Traffic_Goes_Next()
    {
        View.Show(new SwapPlan(Routing, Green, Group("web-prod-v1-5-0-1"), Group("web-prod-v1-4-2-1")));
        View.Show(new SwapPlan(Routing, Green, Group("web-prod-v1-0-0-1"), null));

        Lines.ShouldBe(
        [
            "Swap      web-prod-v1-5-0-1 takes over from web-prod-v1-4-2-1: web-prod-blue → web-prod-green",
            "Swap      web-prod-v1-0-0-1 is the first to be live: web-prod-blue → web-prod-green",
        ]);
    }

    [Fact]
    public void Should_Say_Which_Part_Of_Live_Traffic_A_Group_Has()
    {
        View.Show(SomeStatus.Of(SomeStatus.Live with { Traffic = 90 }, SomeStatus.Warm with { State = "canary", Traffic = 10 }, SomeStatus.Stranger with { Traffic = 100 }));

        _output.ToString().ShouldSatisfyAllConditions(
            text => text.ShouldContain("live, 90 %"),
            text => text.ShouldContain("canary, 10 %"),
            text => text.ShouldNotContain("100 %"));
    }

    [Fact]
    public void Should_Say_What_Stays_What_Goes_And_Why()
    {
        View.Show([new Kept("web-prod-v1-5-0-1", true, "live"), new Kept("ami-1", false, "used by nothing")]);

        Lines.ShouldBe(["Prune     web-prod-v1-5-0-1 stays: live", "Prune     ami-1 goes: used by nothing"]);
    }

    [Fact]
    public void Should_Show_The_Status_As_A_Plain_Table()
    {
        View.Show(SomeStatus.Of(SomeStatus.Live, SomeStatus.Warm, SomeStatus.Stranger));

        var until = SomeStatus.Warm.WarmUntil!.Value.ToLocalTime().ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Lines.Select(line => line.Trim()).Where(line => line.Length > 0 && !line.All(sign => sign is '─' or '-' or ' '))
            .Select(line => System.Text.RegularExpressions.Regex.Replace(line, " {2,}│? *| *│ *", "|"))
            .ShouldBe(
            [
                "Status|web in prod: v1.5.0 is live at http://lb/",
                "Server group|Release|State|Healthy|Image|Warm until",
                "web-prod-v1-5-0-1|v1.5.0|live|2 of 2|ami-2",
                $"web-prod-v1-4-2-1|v1.4.2|warm|2 of 2|ami-1|{until}",
                "legacy [old]|?|idle|0 of 1",
            ]);
        _output.ToString().ShouldNotContain('\e');
    }

    [Fact]
    public void Should_Say_That_Nothing_Is_Live_Without_A_Table()
    {
        View.Show(SomeStatus.Of());

        Lines.ShouldBe(["Status    web in prod: nothing is live at http://lb/"]);
    }

    private static TargetGroup Blue { get; } = new("web-prod-blue", "arn:blue", new("http://lb:8081"));

    private static TargetGroup Green { get; } = new("web-prod-green", "arn:green", new("http://lb:8082"));

    private static Routing Routing { get; } = new("arn:listener", new("http://lb"), new Dictionary<string, int> { ["arn:blue"] = 1 }, Blue, Green, "forward");

    private ReleaseView View => new(_output);

    private string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static ServerGroup Group(string name) => new() { Name = name, Min = 2, Max = 4, Desired = 2 };
}
